package unrolled.notebook;

import java.util.Optional;

/** The program that started this kernel: JupyterLab, or what executes a notebook without a browser. */
final class Server {
    private static final long PAUSE_MILLIS = 2000;

    private Server() {}

    /**
     * Ends the kernel soon after its server has ended. A killed server cannot end its kernels; nobody reaches them any
     * more, and each keeps its memory. A process whose parent has ended gets another parent.
     */
    static void endKernelWithIt() {
        Optional<ProcessHandle> server = ProcessHandle.current().parent();
        Thread watch = new Thread(() -> {
            while (ProcessHandle.current().parent().equals(server)) pause();
            Runtime.getRuntime().halt(1);
        }, "unrolled-server");
        watch.setDaemon(true);
        watch.start();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            // an early look does no harm
        }
    }
}
