package io.rootops.core.evaluate.template;

import io.rootops.core.signal.template.TemplateMiner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;

/** Lines a second in steady state, by the time that the thread ran on a core: whatever else the machine does. */
final class MiningSpeed {
    private static final Duration LONGEST_MEASURE = Duration.ofSeconds(1);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private MiningSpeed() {}

    /** The log is repeated until warm, then as long again, up to a second, while it is counted. */
    static double linesPerSecond(LabelledLog log, Duration warmUp) {
        List<String> messages = log.lines().stream().map(LabelledLine::content).toList();
        TemplateMiner miner = new TemplateMiner();
        repeat(miner, messages, warmUp);
        return repeat(miner, messages, warmUp.compareTo(LONGEST_MEASURE) < 0 ? warmUp : LONGEST_MEASURE);
    }

    private static double repeat(TemplateMiner miner, List<String> messages, Duration atLeast) {
        long start = THREADS.getCurrentThreadCpuTime();
        long lines = 0;
        long elapsed;
        do {
            for (String message : messages) {
                miner.mineMessage(message);
            }
            lines += messages.size();
            elapsed = THREADS.getCurrentThreadCpuTime() - start;
        } while (elapsed < atLeast.toNanos());
        return lines * 1e9 / elapsed;
    }
}
