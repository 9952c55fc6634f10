package dev.meshscope.lab.report;

import dev.meshscope.text.Plain;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text inside Markdown. What comes from others, a scenario's title or a program's last words, says
/// only what it says: it makes no markup, no HTML, no link and no other row. Pure.
final class Md {
  private Md() {}

  private static final Pattern BREAKS = Pattern.compile("\\s*\\R\\s*");
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_\\[\\]|~]");

  /// What begins a tag, a comment or a link. A limit's `<=` does not.
  private static final Pattern TAG = Pattern.compile("<(?=[a-zA-Z/!?])");

  private static final Pattern ENTITY = Pattern.compile("&(?=[#\\w])");

  /// What makes a whole line something else.
  private static final Pattern BLOCK = Pattern.compile("^(?=[#>+=-])");

  private static final Pattern NO_CODE = Pattern.compile("[`<&\\\\]");

  /// As words: in a line, and in a cell.
  static String text(String text) {
    String words = MARKUP.matcher(line(text)).replaceAll("\\\\$0");
    String noTags = TAG.matcher(ENTITY.matcher(words).replaceAll("&amp;")).replaceAll("&lt;");
    return BLOCK.matcher(noTags).replaceFirst("\\\\");
  }

  /// As code in a cell; as words if it holds what could end it, or the cell.
  static String code(String text) {
    String line = line(text);
    return line.isEmpty() || NO_CODE.matcher(line).find()
        ? text(text)
        : "`" + line.replace("|", "\\|") + "`";
  }

  /// A link.
  ///
  /// @param words ours
  /// @param to a file's name, as a path with slashes or a URL
  static String link(String words, String to) {
    StringBuilder address = new StringBuilder();
    for (byte each : to.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = each > ' ' && each < 0x7f && "<>()[]\\`|\"*_~&".indexOf(each) < 0;
      address.append(
          plain ? String.valueOf((char) each) : String.format(Locale.ROOT, "%%%02X", each & 0xff));
    }
    return "[" + words + "](" + address + ")";
  }

  private static String line(String text) {
    return Plain.text(BREAKS.matcher(text.strip()).replaceAll(" "));
  }
}
