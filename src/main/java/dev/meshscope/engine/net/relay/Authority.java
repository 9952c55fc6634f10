package dev.meshscope.engine.net.relay;

import dev.meshscope.core.cause.RelayCause;
import dev.meshscope.core.cause.UnfitException;
import io.netty.util.NetUtil;
import java.net.IDN;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The host and port that a URL names. Read here, since the JDK's [URI] knows no host with an
/// underscore or an umlaut, as machines have them. A value.
///
/// @param host a name in ASCII without a dot at its end, or an address without brackets
/// @param port as written; -1: none is
record Authority(String host, int port) {
  private static final Pattern FORM =
      Pattern.compile("(\\[[^\\[\\]]+\\]|[^\\[\\]:@]+?)\\.?(?::([0-9]*))?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251})?");
  private static final RelayCause NO_HOST = RelayCause.URL_HOST;

  /// @throws UnfitException if it names none
  static Authority of(URI url) {
    String text = url.getRawAuthority();
    if (text == null) {
      throw new UnfitException(NO_HOST);
    }
    if (text.contains("@")) {
      throw new UnfitException(RelayCause.URL_USER);
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new UnfitException(
          text.lastIndexOf(':') > text.lastIndexOf(']') ? RelayCause.URL_PORT : NO_HOST);
    }
    return new Authority(host(matcher.group(1)), port(matcher.group(2)));
  }

  private static String host(String text) {
    if (text.startsWith("[")) {
      String address = text.substring(1, text.length() - 1);
      if (!NetUtil.isValidIpV6Address(address)) {
        throw new UnfitException(RelayCause.URL_ADDRESS);
      }
      return address;
    }
    String ascii = ascii(text);
    if (!NAME.matcher(ascii).matches()) {
      throw new UnfitException(NO_HOST);
    }
    return ascii;
  }

  private static String ascii(String name) {
    try {
      return IDN.toASCII(name, IDN.ALLOW_UNASSIGNED);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static int port(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return -1;
    }
    int port = digits.length() > 5 ? 0 : Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw new UnfitException(RelayCause.URL_PORT);
    }
    return port;
  }

  boolean ipv6() {
    return host.contains(":");
  }

  /// As it stands in a URL or a `Host` header: with brackets, and without the interface, which
  /// means something here only.
  String written() {
    int zone = host.indexOf('%');
    return ipv6() ? "[" + (zone < 0 ? host : host.substring(0, zone)) + "]" : host;
  }

  /// Whether it is this machine, whatever a name server says.
  boolean here() {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address == null) {
      String name = host.toLowerCase(Locale.ROOT);
      return name.equals("localhost") || name.endsWith(".localhost");
    }
    return NetUtil.bytesToIpAddress(address).startsWith("127.")
        || NetUtil.bytesToIpAddress(address).matches("(?:0:){7}1|::1");
  }
}
