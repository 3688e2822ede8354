package unrolled.chart;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import unrolled.show.Json;
import unrolled.show.Label;

/** The slider and the play button of a figure with several frames. */
final class PlotlyFrames {
    private static final int ROOM = 86;
    /** Play and Stop, in pixels, and a gap. */
    private static final int WIDTH_OF_BUTTONS = 130;
    private static final Set<String> MOVING = Set.of("x", "y", "z", "text", "mode", "marker");

    private PlotlyFrames() {}

    static void add(Map<String, Object> json, Film film) {
        json.put("frames", frames(film));
        Map<String, Object> layout = Json.child(json, "layout");
        layout.put("height", PlotSvg.HEIGHT + ROOM);
        Map<String, Object> margin = Json.child(layout, "margin");
        int below = (Integer) margin.get("b");
        margin.put("b", below + ROOM);
        layout.put("sliders", List.of(slider(film, below)));
        layout.put("updatemenus", List.of(buttons(below)));
    }

    private static List<Object> frames(Film film) {
        boolean axesMove = axesMove(film);
        return IntStream.range(0, film.plots().size()).<Object>mapToObj(i -> {
            Plot plot = film.plots().get(i);
            Map<String, Object> frame = Json.of("name", name(i), "data", moving(Plotly.traces(plot)));
            return axesMove ? Json.put(frame, "layout", Json.of("xaxis", plot.heat().across(), "yaxis", plot.heat().down())) : frame;
        }).toList();
    }

    /** Heat maps whose rows or columns are others, or have other names, in each frame. */
    private static boolean axesMove(Film film) {
        Heat first = film.plots().get(0).heat();
        return first != null && !film.plots().stream().map(Plot::heat).allMatch(h -> h.across().equals(first.across()) && h.down().equals(first.down()));
    }

    /** Frames are called by their number: two may have the same label. */
    private static String name(int i) {
        return "frame " + (i + 1);
    }

    private static List<Map<String, Object>> moving(List<Map<String, Object>> traces) {
        for (Map<String, Object> trace : traces) trace.keySet().retainAll(MOVING);
        return traces;
    }

    private static Map<String, Object> slider(Film film, int below) {
        List<Map<String, Object>> steps = IntStream.range(0, film.plots().size()).mapToObj(i -> Json.of(
                "label", Label.html(film.labels().get(i)), "method", "animate", "args", List.of(List.of(name(i)), still()))).toList();
        String prefix = film.slider().isBlank() ? "" : Label.html(film.slider()) + " ";
        return Json.of("active", film.still().get(0), "steps", steps, "x", 0, "len", 1, "y", 0,
                "yanchor", "top", "pad", Json.of("t", below, "b", 0, "l", WIDTH_OF_BUTTONS), "currentvalue",
                Json.of("prefix", prefix, "xanchor", "left"), "transition", Json.of("duration", 0));
    }

    private static Map<String, Object> still() {
        return Json.of("mode", "immediate", "frame", Json.of("duration", 0, "redraw", true),
                "transition", Json.of("duration", 0));
    }

    private static Map<String, Object> buttons(int below) {
        Map<String, Object> run = Json.of("mode", "immediate", "fromcurrent", true,
                "frame", Json.of("duration", 500, "redraw", true), "transition", Json.of("duration", 0));
        List<Object> all = Arrays.asList(null, run), none = Collections.singletonList(null);
        return Json.of("type", "buttons", "direction", "left", "showactive", false, "x", 0, "xanchor", "left", "y", 0, "yanchor", "top",
                "pad", Json.of("t", below + 18, "r", 10), "buttons", List.of(
                        Json.of("label", "Play", "method", "animate", "args", all),
                        Json.of("label", "Stop", "method", "animate", "args", List.of(none, still()))));
    }
}
