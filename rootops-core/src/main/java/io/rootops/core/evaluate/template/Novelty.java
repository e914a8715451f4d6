package io.rootops.core.evaluate.template;

import io.rootops.core.signal.template.TemplateMiner;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether a new template was made just when a new event came, after some lines that were learned from.
 *
 * @param right a new template at a new event
 * @param falseAlarms a new template at an event that was there before
 * @param missed no new template at a new event
 */
public record Novelty(int right, int falseAlarms, int missed) {
    static final int LEARNED = 1_000;

    static Novelty of(LabelledLog log) {
        TemplateMiner miner = new TemplateMiner();
        Set<String> seen = new HashSet<>();
        int right = 0;
        int falseAlarms = 0;
        int missed = 0;
        List<LabelledLine> lines = log.lines();
        for (int i = 0; i < lines.size(); i++) {
            LabelledLine line = lines.get(i);
            miner.mineMessage(line.content());
            boolean isNew = seen.add(line.correctedTemplate());
            if (i >= LEARNED) {
                right += isNew && miner.lastWasNew() ? 1 : 0;
                falseAlarms += !isNew && miner.lastWasNew() ? 1 : 0;
                missed += isNew && !miner.lastWasNew() ? 1 : 0;
            }
        }
        return new Novelty(right, falseAlarms, missed);
    }

    static Novelty sum(List<Novelty> all) {
        return new Novelty(
                all.stream().mapToInt(Novelty::right).sum(),
                all.stream().mapToInt(Novelty::falseAlarms).sum(),
                all.stream().mapToInt(Novelty::missed).sum());
    }

    public double precision() {
        return right / Math.max(1.0, right + (double) falseAlarms);
    }

    public double recall() {
        return right / Math.max(1.0, right + (double) missed);
    }
}
