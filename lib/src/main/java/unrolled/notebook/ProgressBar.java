package unrolled.notebook;

import unrolled.show.Display;
import unrolled.show.Label;

/** A bar as HTML without script, and as signs. */
final class ProgressBar {
    private static final int SIGNS = 20;
    private static final int PIXELS = 220;

    private ProgressBar() {}

    static Display of(String title, int done, int total, String state) {
        double part = total == 0 ? 1 : (double) done / total;
        String html = "<div style=\"display:flex;align-items:center;gap:10px\"><span>" + Label.escape(title) + "</span>"
                + "<div style=\"width:" + PIXELS + "px;height:10px;border:1px solid #888888;border-radius:5px;overflow:hidden\">"
                + "<div style=\"width:" + Math.round(part * 100) + "%;height:10px;background:#0072b2\"></div></div>"
                + "<span>" + Label.escape(state) + "</span></div>";
        int full = (int) Math.round(part * SIGNS);
        return Display.html(html, title + " [" + "#".repeat(full) + ".".repeat(SIGNS - full) + "] " + state);
    }
}
