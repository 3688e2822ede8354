package unrolled.notebook;

import java.time.Duration;
import java.util.Optional;

/** The program that started this kernel: JupyterLab, or what executes a notebook without a browser. */
final class Server {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private Server() {}

    /**
     * Ends the kernel soon after its server has ended. A killed server cannot end its kernels; nobody reaches them any
     * more, and each keeps its memory. A process whose parent has ended gets another parent.
     */
    static void endKernelWithIt() {
        Optional<ProcessHandle> server = ProcessHandle.current().parent();
        Rest rest = new Rest(System::gc);
        Thread watch = new Thread(() -> {
            while (ProcessHandle.current().parent().equals(server)) {
                pause();
                spent().ifPresent(time -> rest.look(time, PAUSE));
            }
            Runtime.getRuntime().halt(1);
        }, "unrolled-server");
        watch.setDaemon(true);
        watch.start();
    }

    /** Processor time of this process; some systems do not tell. */
    private static Optional<Duration> spent() {
        return ProcessHandle.current().info().totalCpuDuration();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            // an early look does no harm
        }
    }
}
