package unrolled.notebook;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Says at the end of a cell what the kernel passes over: a declaration that needs what is not declared. JShell keeps such a declaration
 * until the missing one comes. JJava says nothing of it, IJava nothing where the fault stands in a body; a later use fails far from the fault.
 */
final class Undeclared {
    private final Kernel kernel;
    private final JShell shell;
    private final Set<DeclarationSnippet> suspects = new LinkedHashSet<>();
    private boolean speaks;

    private Undeclared(Kernel kernel, JShell shell) {
        this.kernel = kernel;
        this.shell = shell;
    }

    /** From now on, in this kernel; never in one that hides its compiler. */
    static void tell(Kernel kernel) {
        JShell shell = kernel.shell();
        if (shell != null) shell.onSnippetEvent(new Undeclared(kernel, shell)::look);
    }

    private void look(SnippetEvent event) {
        if (event.exception() instanceof UnresolvedReferenceException used) use(used.getSnippet());
        else if (waits(event.status()) && !told(event) && event.snippet() instanceof DeclarationSnippet declaration) suspect(declaration);
    }

    private boolean told(SnippetEvent event) {
        return kernel.namesUndeclared() && event.status() == Status.RECOVERABLE_NOT_DEFINED && event.causeSnippet() == null;
    }

    /** Both kernels fail at the use; JJava shows its own insides and not the name. */
    private void use(DeclarationSnippet declaration) {
        if (kernel.namesUndeclared()) suspects.remove(declaration);
        else suspect(declaration);
    }

    /** What comes later in the same cell may bring what is missing. */
    private void suspect(DeclarationSnippet declaration) {
        if (!speaks) speaks = kernel.atEndOfCell(this::speak);
        if (speaks) suspects.add(declaration);
    }

    private void speak() {
        for (DeclarationSnippet declaration : suspects) {
            if (waits(shell.status(declaration))) System.err.println(sentence(declaration));
        }
        suspects.clear();
        speaks = false;
    }

    private static boolean waits(Status status) {
        return status == Status.RECOVERABLE_DEFINED || status == Status.RECOVERABLE_NOT_DEFINED;
    }

    private String sentence(DeclarationSnippet declaration) {
        String missing = shell.unresolvedDependencies(declaration).map(Undeclared::withoutPackages).collect(Collectors.joining(", "));
        if (!missing.isEmpty()) return name(declaration) + " needs what is not declared: " + missing + ". Correct the name, declare it or import it.";
        Optional<String> words = shell.diagnostics(declaration).map(diagnostic -> diagnostic.getMessage(null).replaceAll("\\s+", " ")).findFirst();
        return name(declaration) + " is not accepted by the compiler: " + words.orElse("it does not say why") + ". Correct it; if it is right, restart the kernel.";
    }

    private static String withoutPackages(String dependency) {
        return dependency.replaceAll("\\b(?:\\p{Lower}\\w*\\.)+(?=\\p{Lu})", "");
    }

    private static String name(Snippet declaration) {
        if (declaration instanceof MethodSnippet method) return method.name() + "(" + method.parameterTypes() + ")";
        return ((DeclarationSnippet) declaration).name();
    }
}
