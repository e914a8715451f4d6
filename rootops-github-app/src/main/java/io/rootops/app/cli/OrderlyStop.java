package io.rootops.app.cli;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sun.misc.Signal;

/** Has a server end in order when its process is asked to end, and the process end in any case. */
final class OrderlyStop {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);
    /** Docker kills after 10 s and Kubernetes after 30 s, unless told otherwise; it seldom takes more than 3. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int UNFINISHED = 143;

    private OrderlyStop() {}

    /** @param close ends what was begun */
    static void of(Runnable close) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> run(close), "stop"));
        // Else Java would end with 143, as if it had been killed.
        Signal.handle(new Signal("TERM"), it -> System.exit(ExitCode.OK));
    }

    private static void run(Runnable close) {
        Thread closing = new Thread(close, "close");
        closing.setDaemon(true);
        closing.start();
        try {
            closing.join(LONGEST.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (closing.isAlive()) {
            LOG.warn("Not everything has ended within {} s; what is left is taken up by others", LONGEST.toSeconds());
            Runtime.getRuntime().halt(UNFINISHED);
        }
    }
}
