package dev.meshscope.bench;

import dev.meshscope.outside.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What our handshakes are compared with: a pipeline that parses the handshake, and answers with
/// one of its own once it has seen who it is. It knows nobody, watches nothing and tells nothing.
final class BareHandshake {
  private BareHandshake() {}

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final ByteBuf OWN =
      Unpooled.unreleasableBuffer(Unpooled.directBuffer().writeBytes(greeting())).asReadOnly();

  public static void main(String[] args) throws Exception {
    BareServer.serve(Answer::new);
  }

  private static byte[] greeting() {
    Random random = new Random();
    return Wire.frame(Wire.handshake(Wire.nodeId(random), "bare", Wire.key(random)));
  }

  /// Parsed and looked at, then answered with a constant.
  private static final class Answer extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
      JsonNode said = parsed((ByteBuf) frame);
      if (said.path("type").asString().equals("handshake")
          && said.path("nodeId").isString()
          && said.path("publicKey").isString()) {
        ctx.write(OWN.duplicate(), ctx.voidPromise());
      } else {
        ctx.close();
      }
    }

    private static JsonNode parsed(ByteBuf frame) {
      String text = frame.toString(StandardCharsets.UTF_8);
      frame.release();
      return JSON.readTree(text);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }
  }
}
