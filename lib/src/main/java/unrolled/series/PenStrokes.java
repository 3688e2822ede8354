package unrolled.series;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import unrolled.math.Shapes;

/**
 * Letters as a pen writes them: not a picture but a sequence of movements, as a tablet records it ("online" handwriting).
 *
 * <p>A letter is a list of {@code steps} rows {dx, dy, lifted}: how far the pen moves to the right and upwards, and 1 where it moves
 * through the air. The pen runs along the letter's lines at even speed. Every letter is about one unit wide and high; each corner is
 * moved by a normal random number with the deviation {@code wobble}, then the letter is stretched and slanted a little, so that no two
 * are equal. The form is that of Graves (2013), there with real handwriting. Used in notebook 10.
 */
public final class PenStrokes {
    private static final String NAME = "PenStrokes";

    /** The corners of each letter, in the order in which they are written; a semicolon lifts the pen. */
    private static final Map<String, double[][][]> FORMS = new LinkedHashMap<>();

    static {
        put("C", "0.9 0.85  0.6 1  0.3 0.95  0.05 0.7  0 0.4  0.15 0.1  0.5 0  0.9 0.15");
        put("L", "0 1  0 0  0.7 0");
        put("N", "0 0  0 1  0.8 0  0.8 1");
        put("S", "0.8 0.85  0.5 1  0.1 0.9  0.1 0.65  0.4 0.5  0.75 0.35  0.75 0.1  0.4 0  0 0.15");
        put("T", "0 1  0.9 1 ; 0.45 1  0.45 0");
        put("U", "0 1  0 0.4  0.15 0.05  0.45 0  0.7 0.1  0.8 0.4  0.8 1");
        put("V", "0 1  0.4 0  0.8 1");
        put("Z", "0 1  0.8 1  0 0  0.8 0");
    }

    private final int steps;
    private final double wobble;

    /** A pen that makes so many movements for each letter, at least 8, with a hand that trembles by {@code wobble}; 0.05 is legible. */
    public PenStrokes(int steps, double wobble) {
        if (steps < 8) Shapes.fail(NAME, "steps", "at least 8", String.valueOf(steps));
        this.steps = steps;
        this.wobble = Shapes.requireWithin(NAME, "wobble", wobble, 0, 1);
    }

    private static void put(String letter, String corners) {
        String[] strokes = corners.split(";");
        double[][][] form = new double[strokes.length][][];
        for (int s = 0; s < strokes.length; s++) {
            String[] numbers = strokes[s].trim().split("\\s+");
            form[s] = new double[numbers.length / 2][2];
            for (int k = 0; k < numbers.length; k++) form[s][k / 2][k % 2] = Double.parseDouble(numbers[k]);
        }
        FORMS.put(letter, form);
    }

    /** The letters that this pen can write, in alphabetical order. */
    public static List<String> letters() {
        return List.copyOf(FORMS.keySet());
    }

    /** One letter, upright: {@code steps} rows {dx, dy, lifted}. */
    public double[][] write(String letter, Random random) {
        return write(letter, 0, random);
    }

    /** One letter on paper that is turned by so many degrees, counter-clockwise. */
    public double[][] write(String letter, double degrees, Random random) {
        double[][][] form = FORMS.get(Shapes.requireNotNull(NAME, "letter", letter));
        if (form == null) Shapes.fail(NAME, "letter", "one of " + letters(), letter);
        Shapes.requireNotNull(NAME, "random", random);
        Shapes.requireWithin(NAME, "degrees", degrees, -360, 360);
        return movements(strokes(form, hand(degrees, random), random));
    }

    /** The matrix {xx, xy, yx, yy} of this writing: width and height within 15 %, slant within 0.2, then the turn. */
    private static double[] hand(double degrees, Random random) {
        double wide = 0.85 + 0.3 * random.nextDouble(), high = 0.85 + 0.3 * random.nextDouble();
        double slant = 0.4 * random.nextDouble() - 0.2, angle = StrictMath.toRadians(degrees);
        double cos = StrictMath.cos(angle), sin = StrictMath.sin(angle);
        return new double[] {cos * wide, cos * slant - sin * high, sin * wide, sin * slant + cos * high};
    }

    /** The corners as this hand sets them. */
    private double[][][] strokes(double[][][] form, double[] hand, Random random) {
        double[][][] strokes = new double[form.length][][];
        for (int s = 0; s < form.length; s++) {
            strokes[s] = new double[form[s].length][];
            for (int k = 0; k < form[s].length; k++) {
                double x = form[s][k][0] + wobble * random.nextGaussian(), y = form[s][k][1] + wobble * random.nextGaussian();
                strokes[s][k] = new double[] {hand[0] * x + hand[1] * y, hand[2] * x + hand[3] * y};
            }
        }
        return strokes;
    }

    /** Each stroke in movements of even length, as many as its share of the ink; one movement through the air between two strokes. */
    private double[][] movements(double[][][] strokes) {
        List<double[]> rows = new ArrayList<>();
        double ink = 0;
        for (double[][] stroke : strokes) ink += lengths(stroke)[stroke.length - 1];
        int left = steps - (strokes.length - 1);
        double[] pen = strokes[0][0];
        for (int s = 0; s < strokes.length; s++) {
            if (s > 0) rows.add(move(pen, pen = strokes[s][0], 1));
            double length = lengths(strokes[s])[strokes[s].length - 1];
            int share = s == strokes.length - 1 ? left : Math.max(1, (int) Math.round((steps - strokes.length + 1) * length / ink));
            for (int i = 1; i <= share; i++) rows.add(move(pen, pen = at(strokes[s], length * i / share), 0));
            left -= share;
        }
        return rows.toArray(double[][]::new);
    }

    private static double[] move(double[] from, double[] to, double lifted) {
        return new double[] {to[0] - from[0], to[1] - from[1], lifted};
    }

    /** How long the line is up to each of its corners. */
    private static double[] lengths(double[][] corners) {
        double[] lengths = new double[corners.length];
        for (int k = 1; k < corners.length; k++) {
            double dx = corners[k][0] - corners[k - 1][0], dy = corners[k][1] - corners[k - 1][1];
            lengths[k] = lengths[k - 1] + Math.sqrt(dx * dx + dy * dy);
        }
        return lengths;
    }

    /** The point after so much of the line. */
    private static double[] at(double[][] corners, double length) {
        double[] lengths = lengths(corners);
        int k = 1;
        while (k < corners.length - 1 && lengths[k] < length) k++;
        double whole = lengths[k] - lengths[k - 1], part = whole == 0 ? 0 : Math.min(1, (length - lengths[k - 1]) / whole);
        double[] a = corners[k - 1], b = corners[k];
        return new double[] {a[0] + part * (b[0] - a[0]), a[1] + part * (b[1] - a[1])};
    }

    /** The way of the pen, {x, y}, from (0, 0) on; NaN where it is in the air, so that a drawn line breaks there. */
    public static double[][] path(double[][] letter) {
        List<double[]> points = new ArrayList<>();
        double x = 0, y = 0;
        points.add(new double[] {x, y});
        for (double[] move : Shapes.requireNotNull(NAME, "letter", letter)) {
            if (move[2] == 1) points.add(new double[] {Double.NaN, Double.NaN});
            x += move[0];
            y += move[1];
            points.add(new double[] {x, y});
        }
        return new double[][] {points.stream().mapToDouble(p -> p[0]).toArray(), points.stream().mapToDouble(p -> p[1]).toArray()};
    }

    @Override public String toString() {
        return "PenStrokes(" + steps + " movements, wobble " + wobble + ", letters " + String.join("", letters()) + ")";
    }
}
