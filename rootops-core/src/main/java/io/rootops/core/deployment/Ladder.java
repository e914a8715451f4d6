package io.rootops.core.deployment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses what counts as a deployment of a repository, without anybody having said it: the surest rung that has data. */
public final class Ladder {
    /** So far back is looked for data. */
    public static final Duration WINDOW = Duration.ofDays(90);

    private Ladder() {}

    /**
     * What was seen within the window, of one source and one environment together.
     *
     * @param succeeded at least one did
     */
    public record Seen(Rung source, Environment environment, boolean succeeded) {}

    /** Empty: nothing within the window tells of a deployment. */
    public static Optional<Footing> of(Collection<Seen> seen) {
        for (Rung rung : Rung.values()) {
            List<Seen> here = seen.stream().filter(it -> it.source() == rung).toList();
            Map<String, Confidence> counted = rung.namesEnvironments() ? production(here) : all(rung, here);
            counted.keySet()
                    .removeIf(name -> here.stream()
                            .noneMatch(it ->
                                    it.succeeded() && it.environment().name().equals(name)));
            if (!counted.isEmpty()) {
                return Optional.of(new Footing(rung, counted));
            }
        }
        return Optional.empty();
    }

    private static Map<String, Confidence> all(Rung rung, List<Seen> here) {
        Map<String, Confidence> counted = new HashMap<>();
        here.forEach(it -> counted.put(it.environment().name(), alone(rung)));
        return counted;
    }

    /** How sure a source is that names no environment. */
    public static Confidence alone(Rung rung) {
        return switch (rung) {
            case RELEASE, WORKFLOW_RUN -> Confidence.MEDIUM;
            case REPORTED, DEPLOYMENT_STATUS, TAG, PUSH -> Confidence.LOW;
        };
    }

    private static Map<String, Confidence> production(List<Seen> here) {
        Map<String, Environment> environments = new HashMap<>();
        here.forEach(it -> environments.merge(it.environment().name(), it.environment(), Environment::and));
        Map<String, Confidence> named = new HashMap<>();
        Map<String, Confidence> pages = new HashMap<>();
        for (Environment it : environments.values()) {
            it.production().ifPresent(sure -> (it.pages() ? pages : named).put(it.name(), sure));
        }
        if (!named.isEmpty()) {
            return named;
        }
        List<Environment> lasting = new ArrayList<>(environments.values());
        lasting.removeIf(Environment::isTransient);
        List<Environment> programs = lasting.stream().filter(it -> !it.pages()).toList();
        if (programs.size() == 1) {
            return new HashMap<>(Map.of(programs.get(0).name(), Confidence.MEDIUM));
        }
        if (lasting.size() == 1) {
            return new HashMap<>(Map.of(lasting.get(0).name(), Confidence.LOW));
        }
        return pages;
    }
}
