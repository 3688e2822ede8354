package unrolled.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import unrolled.show.Display;
import unrolled.show.Numbers;

/**
 * Nodes and arrows on a grid: columns count to the right, rows downward, halves are allowed.
 *
 * <pre>{@code
 * new Diagram("A network with a memory")
 *     .circle("x", 0, 2, "x_t").input().circle("h", 0, 1, "h_t").hidden().circle("o", 0, 0, "o_t").output()
 *     .arrow("x", "h", "U").arrow("h", "h", "W").arrow("h", "o", "V")
 * }</pre>
 *
 * <p>A colour or a detail ({@link #input}, {@link #dashed}, {@link #value}) belongs to the node or arrow just added. Texts
 * may hold {@code h_t} and {@code W^{(1)}}. An arrow from a node to itself is a loop.
 */
public final class Diagram {
    enum Shape { CIRCLE, BOX, MEMORY, OPERATION, TEXT }

    /** What a node or arrow stands for; it decides the colour. */
    enum Role {
        PLAIN("#444444", "#f4f4f4"), INPUT("#0072b2", "#e1eff9"), HIDDEN("#a86b00", "#fdf0d3"), MEMORY("#a3427f", "#f6e3ef"),
        OUTPUT("#00815d", "#dcf3ea"), LOSS("#c04a00", "#fbe4d6"), GRADIENT("#d55e00", "#ffeadb"), FAINT("#c4c4c4", "#ffffff");

        final String ink, fill;

        Role(String ink, String fill) {
            this.ink = ink;
            this.fill = fill;
        }
    }

    /** A node; its centre is at grid place (column, row). */
    static final class Node {
        final Shape shape;
        final double column, row;
        final String text;
        String value = "";
        Role role = Role.PLAIN;

        Node(Shape shape, double column, double row, String text) {
            this.shape = shape;
            this.column = column;
            this.row = row;
            this.text = text;
        }
    }

    /** An arrow; {@code bend} is how far it bulges to its left, as a share of its length. */
    static final class Arrow {
        final String from, to, label;
        double bend;
        boolean dashed;
        Role role = Role.PLAIN;

        Arrow(String from, String to, String label) {
            this.from = from;
            this.to = to;
            this.label = label;
        }
    }

    /** A frame around nodes. */
    record Group(String label, List<String> nodes) {}

    final String title;
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final List<Arrow> arrows = new ArrayList<>();
    final List<Group> groups = new ArrayList<>();
    private String says = "";
    private Node lastNode;
    private Arrow lastArrow;

    /** An empty diagram. */
    public Diagram(String title) {
        this.title = title;
    }

    /** A round node, such as a neuron or a vector. */
    public Diagram circle(String id, double column, double row, String text) { return node(Shape.CIRCLE, id, column, row, text); }

    /** A box, such as a layer or a cell. */
    public Diagram box(String id, double column, double row, String text) { return node(Shape.BOX, id, column, row, text); }

    /** A box with a double border: something that keeps a value from one step to the next. */
    public Diagram memory(String id, double column, double row, String text) { return node(Shape.MEMORY, id, column, row, text).memory(); }

    /** A small circle with a sign in it, such as × or +. */
    public Diagram operation(String id, double column, double row, String sign) { return node(Shape.OPERATION, id, column, row, sign); }

    /** Text alone, such as ⋯; arrows may begin and end there. */
    public Diagram text(String id, double column, double row, String text) { return node(Shape.TEXT, id, column, row, text); }

    /** An arrow between two nodes. */
    public Diagram arrow(String from, String to) { return arrow(from, to, ""); }

    /** An arrow with a label, such as the name of its weights. */
    public Diagram arrow(String from, String to, String label) {
        known(from);
        known(to);
        lastArrow = new Arrow(from, to, label);
        lastNode = null;
        arrows.add(lastArrow);
        return this;
    }

    /** A frame with a label around some nodes. */
    public Diagram group(String label, String... ids) {
        for (String id : ids) known(id);
        if (ids.length == 0) throw new IllegalArgumentException("The group \"" + label + "\" needs at least one node.");
        groups.add(new Group(label, List.of(ids)));
        return this;
    }

    /** Colours the last node or arrow as input. */
    public Diagram input() { return role(Role.INPUT); }

    /** Colours the last node or arrow as hidden state. */
    public Diagram hidden() { return role(Role.HIDDEN); }

    /** Colours the last node or arrow as memory. */
    public Diagram memory() { return role(Role.MEMORY); }

    /** Colours the last node or arrow as output. */
    public Diagram output() { return role(Role.OUTPUT); }

    /** Colours the last node or arrow as loss. */
    public Diagram loss() { return role(Role.LOSS); }

    /** Colours the last node or arrow as gradient. */
    public Diagram gradient() { return role(Role.GRADIENT); }

    /** Greys out the last node or arrow: it belongs to the picture, but not to what is being told. */
    public Diagram faint() { return role(Role.FAINT); }

    /** Writes a number under the text of the last node. */
    public Diagram value(double number) { return value(Numbers.compact(number, 4)); }

    /** Writes a second line under the text of the last node. */
    public Diagram value(String line) {
        if (lastNode == null) throw new IllegalStateException("value(...) belongs right after a node.");
        lastNode.value = line;
        return this;
    }

    /** Dashes the last arrow, as for feedback. */
    public Diagram dashed() {
        lastArrow("dashed()").dashed = true;
        return this;
    }

    /** Bends the last arrow to its left, seen along its way. */
    public Diagram curved() { return curved(0.3); }

    /** Bends the last arrow by this share of its length: positive to its left, negative to its right. A loop with a negative bend is on the left. */
    public Diagram curved(double bend) {
        lastArrow("curved(...)").bend = bend;
        return this;
    }

    /** A sentence that says what is to be seen. It comes first wherever the picture cannot be shown. */
    public Diagram describe(String sentence) {
        says = sentence;
        return this;
    }

    /** What a reader without pictures gets: the sentence, or the list of the arrows. */
    @Override public String toString() {
        String head = says.isBlank() ? "" : says + "\n";
        return head + "[diagram] " + title + (says.isBlank() ? ": " + list() : "");
    }

    private String list() {
        if (arrows.isEmpty()) return nodes.values().stream().map(n -> n.text).collect(Collectors.joining(", "));
        return arrows.stream().map(a -> name(a.from) + " → " + name(a.to) + (a.label.isBlank() ? "" : " (" + a.label + ")"))
                .collect(Collectors.joining(", "));
    }

    private String name(String id) {
        String text = nodes.get(id).text;
        return text.isBlank() ? id : text;
    }

    /** The drawing and the sentences that say it. */
    public Display display() {
        return Display.svg(DiagramSvg.draw(this, toString()), toString());
    }

    private Diagram node(Shape shape, String id, double column, double row, String text) {
        if (nodes.containsKey(id)) throw new IllegalArgumentException("There is already a node \"" + id + "\".");
        lastNode = new Node(shape, column, row, text);
        lastArrow = null;
        nodes.put(id, lastNode);
        return this;
    }

    private void known(String id) {
        if (!nodes.containsKey(id)) throw new IllegalArgumentException("There is no node \"" + id + "\"; there are " + nodes.keySet() + ".");
    }

    private Diagram role(Role role) {
        if (lastNode != null) lastNode.role = role;
        else if (lastArrow != null) lastArrow.role = role;
        else throw new IllegalStateException("A colour belongs right after a node or an arrow.");
        return this;
    }

    private Arrow lastArrow(String what) {
        if (lastArrow == null) throw new IllegalStateException(what + " belongs right after an arrow.");
        return lastArrow;
    }
}
