package io.rootops.core.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import io.rootops.core.deployment.DeploymentEvent;
import io.rootops.core.deployment.DeploymentState;
import io.rootops.core.deployment.Environment;
import io.rootops.core.deployment.LiveCommit;
import io.rootops.core.deployment.Rung;
import io.rootops.core.dora.Dora;
import io.rootops.core.dora.DoraDeployment;
import io.rootops.core.signal.verdict.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeploymentPatternsTest {
    private static final Instant START = Instant.parse("2025-01-01T09:00:00Z");
    private static final PatternRule RULE = PatternRule.of(0.7);

    private final List<PastDeployment> all = new ArrayList<>();
    private final Random random = new Random(7);

    @Test
    void largeDeploymentsThatFailMoreOftenAreAPatternThatIsCheckedOnLaterOnes() {
        for (int i = 0; i < 400; i++) {
            boolean large = i % 5 == 0;
            day(i, chance(large ? 45 : 5), large ? 30 : 3, i % 3 == 0 ? 96.0 : 40.0, "till");
        }

        Patterns patterns = find();

        Pattern large = of(patterns, PatternKind.COMMITS, "commits_more");
        assertThat(large.state()).isEqualTo(Pattern.State.PATTERN);
        assertThat(large.count().known()).isEqualTo(80);
        assertThat(large.base().known()).isEqualTo(400);
        assertThat(large.lift()).isGreaterThan(2);
        assertThat(large.foundAt()).isBefore(START.plus(Duration.ofDays(200)));
        assertThat(large.checked().known()).isGreaterThan(30);
        assertThat(large.checked().rate()).isGreaterThan(large.checkedBase().rate());
        assertThat(large.trait().words()).isEqualTo("brings more than 20 commits");
        assertThat(large.examples()).hasSize(10).doesNotHaveDuplicates();
        assertThat(patterns.patterns())
                .as("risk, pause, service and environment had no part in it")
                .extracting(it -> it.trait().kind())
                .containsOnly(PatternKind.COMMITS);
    }

    @Test
    void ofManyServicesThatAreAlikeNoneStandsOutByLuck() {
        for (int i = 0; i < 1_200; i++) {
            day(i / 4.0, chance(8), 3, 40.0, "service" + random.nextInt(60));
        }

        assertThat(find().patterns()).isEmpty();
    }

    @Test
    void fewFailedOnesAreNotEnoughAndItIsSaidWhatIsMissing() {
        for (int i = 0; i < 60; i++) {
            day(i, i == 20 || i == 41, i == 20 || i == 41 || i == 50 ? 30 : 3, 40.0, null);
        }

        Pattern large = of(find(), PatternKind.COMMITS, "commits_more");

        assertThat(large.state()).isEqualTo(Pattern.State.UNPROVEN);
        assertThat(large.count()).isEqualTo(new Count(3, 2));
        assertThat(large.needed()).isGreaterThan(2);
    }

    @Test
    void whatIsNotKnownOfADeploymentIsNoTraitOfIt() {
        for (int i = 0; i < 40; i++) {
            all.add(new PastDeployment(
                    null, at(i), at(i), i % 2 == 0 ? at(i) : null, null, null, null, null, "production"));
        }

        assertThat(find().found()).extracting(it -> it.trait().kind()).containsOnly(PatternKind.ENVIRONMENT);
    }

    @Test
    void oneThatServesForLessThanTheLastLookDoesNotCountYet() {
        day(0, false, 1, 40.0, null);
        Instant justAfter = at(0).plus(Duration.ofHours(1));

        assertThat(Patterns.ofDeployments(all, justAfter, RULE).base()).isEqualTo(Count.NONE);
        assertThat(Patterns.ofDeployments(all, justAfter.plus(Duration.ofHours(1)), RULE)
                        .base())
                .isEqualTo(new Count(1, 0));
    }

    @Test
    void anIncidentThatComesLaterMakesTheDeploymentAFailedOneFromThenOn() {
        all.add(new PastDeployment("a".repeat(40), at(0), at(0.1), at(20), 1, 40.0, null, null, "production"));

        assertThat(Patterns.ofDeployments(all, at(10), RULE).base()).isEqualTo(new Count(1, 0));
        assertThat(Patterns.ofDeployments(all, at(21), RULE).base()).isEqualTo(new Count(1, 1));
    }

    @Test
    void whatFailedIsWhatTheFiguresOfDoraCallFailed() {
        List<DoraDeployment> served = List.of(
                served(0, "a", null, null),
                served(1, "b", State.REGRESSED, null),
                served(2, "c", State.REGRESSED, false),
                served(3, "d", State.HEALTHY, true),
                served(4, "e", null, null),
                served(5, "d", null, null),
                served(6, "f", State.HEALTHY, null));
        Dora dora = Dora.of(served, List.of(), START.minusSeconds(1), at(30));

        List<PastDeployment> past = PastDeployment.of(dora.rows(), "production", Map.of(sha("e"), 12.0));

        assertThat(past.stream().filter(it -> it.knownBad(at(30))).map(PastDeployment::sha))
                .as("regressed, said to be worse, rolled back; not the verdict that is called wrong")
                .containsExactly(sha("b"), sha("d"), sha("e"));
        assertThat(dora.failureRate().value()).isEqualTo(3 / 7.0);
        assertThat(past.get(4).failedAt()).as("when it was rolled back").isEqualTo(at(5));
        assertThat(past.get(4).topRisk()).as("as it was told at the time").isEqualTo(12.0);
        assertThat(past.get(3).topRisk()).as("else its own").isEqualTo(80.0);
        assertThat(past.get(0).pause()).isNull();
        assertThat(past.get(3).pause()).isEqualTo(Duration.ofDays(1));
        assertThat(past.get(3).commits()).as("merges are no changes").isEqualTo(1);
    }

    private Patterns find() {
        return Patterns.ofDeployments(all, all.get(all.size() - 1).at().plus(Duration.ofDays(1)), RULE);
    }

    private static Pattern of(Patterns patterns, PatternKind kind, String subject) {
        return patterns.found().stream()
                .filter(it -> it.trait().equals(new Trait(kind, subject, "")))
                .findFirst()
                .orElseThrow();
    }

    private boolean chance(int ofHundred) {
        return random.nextInt(100) < ofHundred;
    }

    private void day(double day, boolean failed, int commits, double topRisk, @Nullable String service) {
        Instant settled = at(day).plus(Duration.ofHours(2));
        all.add(new PastDeployment(
                String.format("%040x", all.size()),
                at(day),
                settled,
                failed ? settled : null,
                commits,
                topRisk,
                all.isEmpty() ? null : Duration.ofDays(1),
                service,
                "production"));
    }

    private static DoraDeployment served(
            double day, String commit, @Nullable State state, @Nullable Boolean saidWorse) {
        DeploymentEvent event = DeploymentEvent.told(
                Rung.REPORTED,
                "d" + day,
                new Environment("production", null, null),
                sha(commit),
                null,
                commit,
                DeploymentState.SUCCESS,
                at(day),
                0,
                at(day));
        List<LiveCommit> commits = List.of(
                new LiveCommit(sha(commit), at(day - 1), false, 80.0),
                new LiveCommit(sha(commit + "m"), at(day - 1), true, 99.0));
        return new DoraDeployment(event, null, null, at(day), commits, state, saidWorse);
    }

    private static String sha(String commit) {
        return String.format("%040x", commit.hashCode());
    }

    private static Instant at(double day) {
        return START.plusSeconds(Math.round(day * 86_400));
    }
}
