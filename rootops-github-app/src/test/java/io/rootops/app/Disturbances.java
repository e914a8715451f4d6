package io.rootops.app;

import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.github.InstalledGitHub.CheckRunCall;
import io.rootops.app.github.Trouble;
import java.util.ArrayList;
import java.util.List;

/** What happens to two replicas, their database and GitHub while deliveries come in. */
final class Disturbances {
    private final Kills kills;
    private final Replicas replicas;
    private final CrashingPostgres postgres;
    private final InstalledGitHub github;
    private final PushedRepositories pushed;
    private final boolean hurry;

    /** One of them; each ends with everything running, GitHub perhaps in trouble. */
    @FunctionalInterface
    interface Disturbance {
        void happen() throws Exception;
    }

    /** @param hurry leases last minutes: the database's clock is taken to have gone on by so much */
    Disturbances(
            Kills kills,
            Replicas replicas,
            CrashingPostgres postgres,
            InstalledGitHub github,
            PushedRepositories pushed,
            boolean hurry) {
        this.kills = kills;
        this.replicas = replicas;
        this.postgres = postgres;
        this.github = github;
        this.pushed = pushed;
        this.hurry = hurry;
    }

    /** @param rounds how often each happens, but for what lasts */
    List<Disturbance> all(int rounds) {
        List<Disturbance> all = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            all.addAll(round());
        }
        return all;
    }

    private List<Disturbance> round() {
        return List.of(
                kills::inTheWorker,
                () -> {
                    refuseGit();
                    github.trouble.is(Trouble.Kind.SERVER_ERROR);
                    kills.beforeTheInsert();
                    awaitTrouble();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.FORBIDDEN);
                    postgres.crash();
                    awaitTrouble();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.CUT_JSON);
                    kills.duringTheInsert();
                    awaitTrouble();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.NONE);
                    whileHeld(CheckRunCall.MADE, KillPoint.BEFORE_A_CHECK_RUN_IS_KNOWN);
                },
                () -> {
                    kills.afterTheInsert();
                    grantGit();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.SILENCE);
                    kills.somewhere();
                    awaitTrouble();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.TOO_MANY_REQUESTS);
                    postgres.crash();
                    awaitTrouble();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.NONE);
                    kills.beforeACheckRunIsAskedFor();
                },
                () -> whileHeld(CheckRunCall.LOOKED_FOR, KillPoint.BEFORE_A_CHECK_RUN_IS_MADE),
                kills::somewhere);
    }

    private void awaitTrouble() {
        replicas.await("a request to meet what goes wrong at GitHub", () -> github.trouble.met() > 0);
    }

    /** One repository's commits come by GitHub's lists only. */
    private void refuseGit() {
        pushed.first().refusesGit = 403;
    }

    /** After it was so. */
    private void grantGit() {
        replicas.await("a score by a list of files to be told", () -> {
            postgres.execute("delete from report_call");
            return github.titles().stream().anyMatch(it -> it.endsWith(", provisional)"));
        });
        pushed.first().refusesGit = 0;
    }

    private void whileHeld(CheckRunCall call, KillPoint point) throws Exception {
        github.hold(call);
        replicas.await("GitHub to be asked for a check run", () -> {
            // GitHub takes so many an hour, which is tested elsewhere.
            postgres.execute("delete from report_call");
            return github.holds();
        });
        kills.teller(point);
        github.hold(null);
        endLeases();
    }

    private void endLeases() {
        if (hurry) {
            postgres.execute("update risk_report set locked_until = now() where locked_until > now()");
        }
    }
}
