package io.rootops.app.cli;

import io.rootops.core.change.Commit;
import io.rootops.core.evaluate.SzzEvaluation;
import io.rootops.core.history.ArrivalOrder;
import io.rootops.core.history.BranchHead;
import io.rootops.core.history.FeatureState;
import io.rootops.core.history.GitHistory;
import io.rootops.core.history.HistoryMiner;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.outcome.Outcome;
import io.rootops.core.outcome.Strength;
import io.rootops.core.outcome.Szz;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures SZZ on pairs that developers named. */
@Command(
        name = "szz",
        description = {
            "Measure how often the lines that a fix deletes lead to the commit that it repaired,",
            "on pairs that developers named. Reads no message: there the answer stands."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.Provider.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured",
            "2:wrong usage",
            "3:the pairs or the repository cannot be read, or it has none of the commits",
            "130:interrupted"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rootops evaluate szz --pairs fixes_trailers_dpdk.csv.gz --repo dpdk",
            "  rootops evaluate szz --pairs pairs.csv --repo . --sample 500 --seed 1 --json"
        })
final class EvaluateSzzCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call
    private CommandSpec spec;

    @Mixin
    private final RepositoryOptions repository = new RepositoryOptions();

    @Option(
            names = "--pairs",
            required = true,
            paramLabel = "FILE",
            description = "CSV, plain or gzipped, with the columns fix_sha and inducing_sha.")
    @SuppressWarnings("NullAway.Init") // required
    private Path pairs;

    @Option(names = "--sample", paramLabel = "N", description = "So many fixes, drawn at random; default: all.")
    private @Nullable Integer sample;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Of the drawing; default: 1.")
    private long seed;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    EvaluateSzzCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        if (sample != null && sample < 1) {
            throw new ParameterException(
                    spec.commandLine(), "--sample '" + sample + "'; expected a whole number from 1 on");
        }
        SortedMap<String, Set<String>> all = FixPairs.read(pairs);
        try (GitHistory git = repository.open();
                ProgressLine progress = repository.progress(console)) {
            String head = git.defaultBranch().map(BranchHead::sha).orElseThrow(() -> none(count(all)));
            ArrivalOrder order = git.arrivalOrder(head, known -> false);
            SortedMap<String, Set<String>> here = within(all, new HashSet<>(order.shas()));
            int missing = count(all) - count(here);
            if (here.isEmpty()) {
                throw none(missing);
            }
            Map<String, Set<String>> truth = sampled(here);
            Map<String, Set<String>> answers = new HashMap<>();
            int[] done = {0};
            HistoryMiner.followingLines(git, repository.threads()).mine(order, new FeatureState(), it -> {
                if (truth.containsKey(it.commit().sha())) {
                    answers.put(it.commit().sha(), answer(it));
                }
                progress.read(++done[0], order.size());
            });
            progress.close();
            print(SzzEvaluation.of(truth, answers), missing);
        }
        return ExitCode.OK;
    }

    private CommandException none(int missing) {
        return new CommandException(
                ExitCode.UNREADABLE,
                "the default branch of " + repository.path + " has both commits of none of the pairs in " + pairs
                        + " (" + missing + (missing == 1 ? " pair)" : " pairs)")
                        + "; expected the repository that the pairs were made from, not shallow");
    }

    private static SortedMap<String, Set<String>> within(SortedMap<String, Set<String>> pairs, Set<String> commits) {
        SortedMap<String, Set<String>> here = new TreeMap<>();
        pairs.forEach((fix, repaired) -> {
            Set<String> known = repaired.stream().filter(commits::contains).collect(Collectors.toSet());
            if (commits.contains(fix) && !known.isEmpty()) {
                here.put(fix, known);
            }
        });
        return here;
    }

    private static int count(Map<String, Set<String>> pairs) {
        return pairs.values().stream().mapToInt(Set::size).sum();
    }

    /** The same for the same seed, whatever the order in the file. */
    private Map<String, Set<String>> sampled(SortedMap<String, Set<String>> fixes) {
        if (sample == null || sample >= fixes.size()) {
            return fixes;
        }
        List<String> shas = new ArrayList<>(fixes.keySet());
        Collections.shuffle(shas, new Random(seed));
        Map<String, Set<String>> drawn = new HashMap<>();
        shas.subList(0, sample).forEach(it -> drawn.put(it, fixes.getOrDefault(it, Set.of())));
        return drawn;
    }

    /** All that are named, the strongest and the weak: who repairs two commits names two. Hints are no answer. */
    private static Set<String> answer(MinedCommit fix) {
        Commit commit = fix.commit();
        return Szz.outcomes(commit.sha(), commit.committedAt(), fix.deletedLines()).stream()
                .filter(it -> it.strength() != Strength.HINT)
                .map(Outcome::sha)
                .collect(Collectors.toSet());
    }

    private void print(SzzEvaluation result, int missing) {
        if (json) {
            console.out()
                    .line(new Json()
                            .indented(new Figures(
                                    "rootops.evaluate/1",
                                    "szz",
                                    result.fixes(),
                                    result.pairs(),
                                    result.named(),
                                    result.found(),
                                    missing,
                                    sample == null ? null : seed,
                                    rounded(result.precision()),
                                    rounded(result.recall()),
                                    rounded(result.f1()))));
            return;
        }
        console.out()
                .line(String.format(
                        Locale.ENGLISH,
                        "%,d fixes, %,d pairs; %,d named, %,d of them true%n" + "precision %.3f  recall %.3f  F1 %.3f",
                        result.fixes(),
                        result.pairs(),
                        result.named(),
                        result.found(),
                        result.precision(),
                        result.recall(),
                        result.f1()));
        if (missing > 0) {
            console.out()
                    .line(String.format(
                            Locale.ENGLISH,
                            missing == 1
                                    ? "%,d more pair is of commits that the default branch lacks; it counts nowhere"
                                    : "%,d more pairs are of commits that the default branch lacks; they count nowhere",
                            missing));
        }
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    /** @param seed null when all fixes were asked about */
    private record Figures(
            String schema,
            String task,
            int fixes,
            int pairs,
            int named,
            int found,
            int missing,
            @Nullable Long seed,
            double precision,
            double recall,
            double f1) {}
}
