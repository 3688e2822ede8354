package unrolled.notebook;

import java.util.UUID;
import unrolled.show.Display;

/**
 * The way from a value to the page.
 *
 * <pre>{@code
 * Notebook.show(Chart.lines("first").add("a", 1, 2, 4));
 * Notebook.show(table);          // several outputs from one cell
 * }</pre>
 */
public final class Notebook {
    private static boolean installed;

    private Notebook() {}

    /**
     * Teaches the kernel to show charts, diagrams, Tablesaw figures and tables, matrices and arrays when they are the last
     * expression of a cell, to say of a declaration what is not declared yet, and to end when its server has ended. The kernel's start-up code calls it. Outside a kernel, or
     * the second time, it does nothing.
     */
    public static synchronized void install() {
        Kernel kernel = Kernel.here();
        if (installed || kernel == null) return;
        for (Class<?> type : Faces.types()) kernel.teach(type, Faces::of);
        Undeclared.tell(kernel);
        Server.endKernelWithIt();
        Listener.install();
        installed = true;
    }

    /** Shows a value now. Outside a kernel its text is printed. */
    public static void show(Object value) {
        show(Faces.of(value), UUID.randomUUID().toString());
    }

    static void show(Display display, String id) {
        Kernel kernel = Kernel.here();
        if (kernel != null) kernel.show(display, id);
        else System.out.println(display);
    }
}
