package unrolled.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.Function;
import jdk.jshell.JShell;
import unrolled.show.Display;

/** The way to the Java kernel, IJava or JJava, by reflection: the library is compiled with neither. */
final class Kernel {
    /** The names of the same things in the two kernels. */
    private enum Kind {
        JJAVA("org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel", "org.dflib.jjava.jupyter."),
        IJAVA("io.github.spencerpark.ijava.IJava", "getKernelInstance", "io.github.spencerpark.jupyter.");

        final String owner;
        final String accessor;
        final String root;

        Kind(String owner, String accessor, String root) {
            this.owner = owner;
            this.accessor = accessor;
            this.root = root;
        }

        Class<?> type(String name) throws ClassNotFoundException {
            return Class.forName(root + name);
        }
    }

    private static final String[] TYPES = {"application/vnd.plotly.v1+json", "image/svg+xml", "text/html", "text/plain"};
    private static Kernel found;
    private final Kind kind;
    private final Object kernel;

    private Kernel(Kind kind, Object kernel) {
        this.kind = kind;
        this.kernel = kernel;
    }

    /** The kernel this program runs in, or null outside of one. */
    static synchronized Kernel here() {
        for (Kind kind : Kind.values()) {
            if (found == null) found = attach(kind);
        }
        return found;
    }

    private static Kernel attach(Kind kind) {
        try {
            Object kernel = Class.forName(kind.owner).getMethod(kind.accessor).invoke(null);
            return kernel == null ? null : new Kernel(kind, kernel);
        } catch (ReflectiveOperationException | LinkageError e) {
            return null; // not this kernel
        }
    }

    /** Shows something now; an id lets it be replaced later. */
    void show(Display display, String id) {
        Object data = data(display, id);
        call(kernel, "display", new Class<?>[] {data.getClass()}, data);
    }

    /** The running cell, as the one who answers it; null between two cells. */
    Object cell() {
        Object io = call(kernel, "getIO", new Class<?>[0]);
        try {
            Object stream = io.getClass().getField("display").get(io);
            Field answers = stream.getClass().getDeclaredField("env");
            answers.setAccessible(true);
            return answers.get(stream);
        } catch (ReflectiveOperationException e) {
            throw strange(e);
        }
    }

    /** Runs something as the last of the running cell; false between two cells. */
    boolean atEndOfCell(Runnable last) {
        Object cell = cell();
        if (cell != null) call(cell, "defer", new Class<?>[] {Runnable.class}, last);
        return cell != null;
    }

    /** What compiles the cells, or null where it is not found: all else works without it. */
    JShell shell() {
        try {
            if (kind == Kind.JJAVA) return (JShell) call(kernel, "getJShell", new Class<?>[0]);
            Field evaluator = kernel.getClass().getDeclaredField("evaluator");
            evaluator.setAccessible(true);
            return (JShell) call(evaluator.get(kernel), "getShell", new Class<?>[0]);
        } catch (ReflectiveOperationException | IllegalStateException e) {
            return null;
        }
    }

    /** Whether it says of a variable or a type that what this needs is not declared. */
    boolean namesUndeclared() {
        return kind == Kind.IJAVA;
    }

    /** Replaces what was shown with this id, in the name of a cell: it works, too, when the cell has ended, which the kernel's own way does not. */
    void replace(Display display, String id, Object cell) {
        Object data = data(display, id);
        try {
            Object update = kind.type("messages.publish.PublishUpdateDisplayData").getConstructor(data.getClass()).newInstance(data);
            call(cell, "publish", new Class<?>[] {kind.type("messages.ContentType")}, update);
        } catch (ReflectiveOperationException e) {
            throw strange(e);
        }
    }

    private Object data(Display display, String id) {
        try {
            Object data = kind.type("kernel.display.DisplayData").getConstructor().newInstance();
            fill(data, display);
            call(data, "setDisplayId", new Class<?>[] {String.class}, id);
            return data;
        } catch (ReflectiveOperationException e) {
            throw strange(e);
        }
    }

    private static void fill(Object data, Display display) {
        for (Map.Entry<String, Object> face : display.faces().entrySet()) {
            call(data, "putData", new Class<?>[] {String.class, Object.class}, face.getKey(), face.getValue());
        }
    }

    /** Teaches the kernel to show a type, wherever a value of it is the last expression of a cell. */
    void teach(Class<?> type, Function<Object, Display> face) {
        try {
            Object registration = call(call(kernel, "getRenderer", new Class<?>[0]), "createRegistration", new Class<?>[] {Class.class}, type);
            Class<?> function = kind.type("kernel.display.RenderFunction");
            Object renderer = Proxy.newProxyInstance(function.getClassLoader(), new Class<?>[] {function},
                    (self, method, args) -> answer(self, method, args, face));
            call(registration, "preferring", new Class<?>[] {String[].class}, (Object) TYPES);
            call(registration, "register", new Class<?>[] {function}, renderer);
        } catch (ReflectiveOperationException e) {
            throw strange(e);
        }
    }

    private static Object answer(Object self, Method method, Object[] args, Function<Object, Display> face) {
        return switch (method.getName()) {
            case "render" -> {
                fill(call(args[1], "getOutputContainer", new Class<?>[0]), face.apply(args[0]));
                yield null;
            }
            case "equals" -> self == args[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "the renderer of unrolled.notebook";
        };
    }

    private static Object call(Object target, String name, Class<?>[] types, Object... args) {
        try {
            Method method = target.getClass().getMethod(name, types);
            method.setAccessible(true);
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException own) throw own;
            throw strange(e);
        } catch (ReflectiveOperationException e) {
            throw strange(e);
        }
    }

    private static IllegalStateException strange(Exception e) {
        return new IllegalStateException("This Java kernel is not known to the library; use jjava 1.0a8 or ijava 1.3 or 1.4.", e);
    }
}
