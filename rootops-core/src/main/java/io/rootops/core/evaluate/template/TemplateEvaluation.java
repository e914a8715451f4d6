package io.rootops.core.evaluate.template;

import io.rootops.core.signal.template.Template;
import io.rootops.core.signal.template.TemplateMiner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongBiFunction;

/**
 * Mines each log from nothing, in its order, and compares where each line is at the end with the labels. One setting for all.
 *
 * @param systems in the order of the logs
 */
public record TemplateEvaluation(List<SystemFigures> systems) {
    public TemplateEvaluation {
        systems = List.copyOf(systems);
    }

    /**
     * @param warmUp how long each log is repeated before its speed is taken, for as long again up to a second; zero: no speed
     * @param measured is told each system that is done
     */
    public static TemplateEvaluation of(List<LabelledLog> logs, Duration warmUp, Consumer<String> measured) {
        List<SystemFigures> figures = new ArrayList<>();
        for (LabelledLog log : logs) {
            List<String> events = log.lines().stream().map(LabelledLine::event).toList();
            List<String> texts =
                    log.lines().stream().map(LabelledLine::correctedTemplate).toList();
            Mined content = mined(log, (miner, line) -> miner.mineMessage(line.content()));
            Mined raw = mined(log, (miner, line) -> miner.mine(line.raw()));
            figures.add(new SystemFigures(
                    log.system(),
                    GroupingAccuracy.of(events, content.groups(), texts, content.texts()),
                    GroupingAccuracy.of(texts, content.groups(), texts, content.texts()),
                    GroupingAccuracy.of(texts, raw.groups(), texts, raw.texts()),
                    Novelty.of(log),
                    warmUp.isZero() ? 0 : MiningSpeed.linesPerSecond(log, warmUp)));
            measured.accept(log.system());
        }
        return new TemplateEvaluation(figures);
    }

    private static Mined mined(LabelledLog log, ToLongBiFunction<TemplateMiner, LabelledLine> mine) {
        TemplateMiner miner = new TemplateMiner();
        long[] ids = log.lines().stream()
                .mapToLong(it -> mine.applyAsLong(miner, it))
                .toArray();
        List<Long> groups = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (long id : ids) {
            groups.add(miner.survivor(id));
            texts.add(miner.template(id).map(Template::text).orElse(""));
        }
        return new Mined(groups, texts);
    }

    public GroupingAccuracy meanOriginal() {
        return GroupingAccuracy.mean(
                systems.stream().map(SystemFigures::original).toList());
    }

    public GroupingAccuracy meanCorrected() {
        return GroupingAccuracy.mean(
                systems.stream().map(SystemFigures::corrected).toList());
    }

    public GroupingAccuracy meanRaw() {
        return GroupingAccuracy.mean(systems.stream().map(SystemFigures::raw).toList());
    }

    /** Over all systems together. */
    public Novelty novelty() {
        return Novelty.sum(systems.stream().map(SystemFigures::novelty).toList());
    }

    /** The harmonic mean: what a stream of equally many lines of each would reach. */
    public double linesPerSecond() {
        return systems.size()
                / systems.stream().mapToDouble(it -> 1 / it.linesPerSecond()).sum();
    }

    private record Mined(List<Long> groups, List<String> texts) {}
}
