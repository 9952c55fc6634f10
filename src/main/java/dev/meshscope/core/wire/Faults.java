package dev.meshscope.core.wire;

/// The error frames that we send (PROTOCOL 3). Their words are part of what goes over the wire and
/// are read by somebody else's program, so they stand here and in no bundle. Values.
public final class Faults {
  private Faults() {}

  public static final Frame.Fault VERSION_MISMATCH =
      new Frame.Fault(Frame.Fault.VERSION_MISMATCH, "this node speaks " + Handshake.VERSION);
  public static final Frame.Fault FRAME_TOO_LARGE =
      new Frame.Fault(Frame.Fault.FRAME_TOO_LARGE, "a frame has 1 to 1048576 bytes");
  public static final Frame.Fault HANDSHAKE_TIMEOUT =
      new Frame.Fault(Frame.Fault.HANDSHAKE_TIMEOUT, "no handshake within 10 s");
  public static final Frame.Fault KEY_MISMATCH =
      new Frame.Fault(Frame.Fault.KEY_MISMATCH, "another key is known here for this node id");
  public static final Frame.Fault PROOF_INVALID =
      new Frame.Fault(Frame.Fault.PROOF_INVALID, "the proof does not hold for what was said here");
  public static final Frame.Fault NO_ROOM =
      new Frame.Fault(Frame.Fault.NO_ROOM, "this node has no room for more");
}
