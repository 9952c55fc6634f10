package dev.meshscope.telling;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people read stands in bundles: no code below them has a sentence of its own. Logs and the
/// messages of a program's own mistakes are for developers, and stay where they are made.
class NoSentenceInCodeTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/meshscope");
  private static final Pattern WORD = Pattern.compile("(?<=^|[ \"(])[\\p{L}’']+(?=[ ,.;:!?)\"]|$)");

  /// Thrown where the program itself is wrong, and by values that somebody makes wrongly.
  private static final Set<String> MISTAKES =
      Set.of(
          "AssertionError",
          "IllegalArgumentException",
          "IllegalStateException",
          "UnsupportedOperationException");

  private static final Set<String> ALLOWED =
      Set.of(
          // error frames: words on the wire, for somebody else's program
          "core/wire/Faults.java",
          // a script for ip and sh
          "lab/apart/OwnNetwork.java",
          // compared with what the JDK says, as it has no type for it
          "engine/net/relay/RelayFault.java");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core", "text", "files", "config", "engine", "lines", "doctor", "lab", "ui", "cli"
      })
  void whatPeopleReadStandsInABundle(String room) throws IOException {
    assertThat(sentences(SOURCES.resolve(room))).isEmpty();
  }

  @Test
  void whatIsAllowedIsStillNeeded() throws IOException {
    for (String file : ALLOWED) {
      assertThat(sentences(List.of(SOURCES.resolve(file)))).as(file).isNotEmpty();
    }
  }

  private static List<String> sentences(Path room) throws IOException {
    try (Stream<Path> files = Files.walk(room)) {
      return sentences(
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> !ALLOWED.contains(shown(file)))
              .toList());
    }
  }

  private static String shown(Path file) {
    return SOURCES.relativize(file).toString().replace('\\', '/');
  }

  private static List<String> sentences(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> found = new ArrayList<>();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      var task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      for (CompilationUnitTree unit : task.parse()) {
        String name = unit.getSourceFile().getName().replaceFirst(".*[/\\\\]", "");
        new Literals(name, found).scan(unit, null);
      }
    }
    return found;
  }

  /// Of texts that are put together, all pieces count.
  private static final class Literals extends TreeScanner<Void, Void> {
    private final String file;
    private final List<String> found;

    Literals(String file, List<String> found) {
      this.file = file;
      this.found = found;
    }

    @Override
    public Void visitLiteral(LiteralTree literal, Void none) {
      if (literal.getValue() instanceof String text) {
        judge(text);
      }
      return null;
    }

    @Override
    public Void visitBinary(BinaryTree binary, Void none) {
      if (binary.getKind() != Tree.Kind.PLUS) {
        return super.visitBinary(binary, none);
      }
      StringBuilder text = new StringBuilder();
      join(binary, text);
      judge(text.toString());
      return null;
    }

    private void join(Tree part, StringBuilder to) {
      if (part instanceof BinaryTree sum && sum.getKind() == Tree.Kind.PLUS) {
        join(sum.getLeftOperand(), to);
        join(sum.getRightOperand(), to);
      } else if (part instanceof LiteralTree literal && literal.getValue() instanceof String text) {
        to.append(text);
      } else {
        to.append("{}");
        scan(part, null);
      }
    }

    private void judge(String text) {
      if (WORD.matcher(text).results().count() >= 3 && text.contains(" ")) {
        found.add(file + ": " + text);
      }
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      String called = call.getMethodSelect().toString();
      return Set.of("LOG.log", "Pattern.compile", "Objects.requireNonNull").contains(called)
          ? null
          : super.visitMethodInvocation(call, none);
    }

    @Override
    public Void visitNewClass(NewClassTree made, Void none) {
      String type = made.getIdentifier().toString();
      return MISTAKES.contains(type) || type.equals("LogRecord")
          ? null
          : super.visitNewClass(made, none);
    }

    /// Shown in a debugger.
    @Override
    public Void visitMethod(MethodTree method, Void none) {
      return method.getName().contentEquals("toString") ? null : super.visitMethod(method, none);
    }

    @Override
    public Void visitAnnotation(AnnotationTree annotation, Void none) {
      return null;
    }
  }
}
