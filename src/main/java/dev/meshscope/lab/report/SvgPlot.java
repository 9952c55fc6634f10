package dev.meshscope.lab.report;

import dev.meshscope.lab.result.LaneResult;
import dev.meshscope.lab.scenario.Measure;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The same as a picture: a dot per round, a line at the median, time on a logarithmic scale. It
/// takes the colours of the page it is on, light or dark. Pure.
public final class SvgPlot {
  private SvgPlot() {}

  private static final int LEFT = 220;
  private static final int WIDTH = 640;
  private static final int ROW = 46;
  private static final int TOP = 34;

  /// Empty if nothing was measured.
  public static Optional<String> of(String title, List<LaneResult> lanes, Measure measure) {
    return Plot.scale(lanes, measure).map(scale -> draw(title, lanes, measure, scale));
  }

  private static String draw(
      String title, List<LaneResult> lanes, Measure measure, Plot.Scale scale) {
    int height = TOP + ROW * lanes.size() + 40;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"13\">\n",
            LEFT + WIDTH + 30,
            height));
    svg.append(
        "<style>text{fill:#24292f}.axis{stroke:#8c959f;stroke-width:1}.dot{fill:#0969da;fill-opacity:.55}.mid{stroke:#cf222e;stroke-width:2}"
            + "@media(prefers-color-scheme:dark){text{fill:#c9d1d9}.dot{fill:#58a6ff}}</style>\n");
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"16\" font-weight=\"bold\">%s</text>\n",
            Xml.text(title)));
    double tick = Math.pow(10, Math.ceil(Math.log10(scale.least())));
    for (; tick <= scale.most(); tick *= 10) {
      double x = LEFT + scale.place(tick) * WIDTH;
      int bottom = TOP + ROW * lanes.size();
      svg.append(
          String.format(
              Locale.ROOT,
              "<line class=\"axis\" stroke-dasharray=\"2 4\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
              x,
              TOP,
              x,
              bottom));
      svg.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>\n",
              x,
              bottom + 18,
              measure.mark(tick)));
    }
    for (int row = 0; row < lanes.size(); row++) {
      lane(svg, lanes.get(row), measure, scale, TOP + ROW * row + ROW / 2);
    }
    return svg.append("</svg>\n").toString();
  }

  private static void lane(
      StringBuilder svg, LaneResult lane, Measure measure, Plot.Scale scale, int y) {
    List<Double> values = Plot.values(lane, measure);
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"0\" y=\"%d\">%s</text>\n",
            y + 4,
            Xml.text(lane.lane().words())));
    svg.append(
        String.format(
            Locale.ROOT,
            "<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
            LEFT,
            y,
            LEFT + WIDTH,
            y));
    for (int i = 0; i < values.size(); i++) {
      // Dots of one place do not hide each other.
      int shift = i % 5 * 5 - 10;
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle class=\"dot\" cx=\"%.1f\" cy=\"%d\" r=\"4\"/>\n",
              LEFT + scale.place(values.get(i)) * WIDTH,
              y + shift));
    }
    lane.spread(measure)
        .ifPresentOrElse(
            spread -> {
              double x = LEFT + scale.place(Math.max(0.1, spread.percentile(0.5))) * WIDTH;
              svg.append(
                  String.format(
                      Locale.ROOT,
                      "<line class=\"mid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>\n",
                      x,
                      y - 16,
                      x,
                      y + 16));
            },
            () ->
                svg.append(
                    String.format(
                        Locale.ROOT,
                        "<text x=\"%d\" y=\"%d\">never</text>\n",
                        LEFT + WIDTH / 2,
                        y - 6)));
  }
}
