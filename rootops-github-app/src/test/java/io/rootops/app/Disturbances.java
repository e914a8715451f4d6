package io.rootops.app;

import io.rootops.app.github.InstalledGitHub;
import io.rootops.app.github.Trouble;
import java.sql.Connection;
import java.util.List;
import java.util.Random;

/** What happens to two replicas, their database and GitHub while deliveries come in. */
final class Disturbances {
    private final Replicas replicas;
    private final CrashingPostgres postgres;
    private final InstalledGitHub github;
    private final Random random;
    /** Leases last minutes: in a short run the database's clock is taken to have gone on by so much. */
    private final boolean hurry;

    /** One of them; each ends with everything running, GitHub perhaps in trouble. */
    @FunctionalInterface
    interface Disturbance {
        void happen() throws Exception;
    }

    Disturbances(Replicas replicas, CrashingPostgres postgres, InstalledGitHub github, Random random, boolean hurry) {
        this.replicas = replicas;
        this.postgres = postgres;
        this.github = github;
        this.random = random;
        this.hurry = hurry;
    }

    List<Disturbance> all() {
        return List.of(
                this::killInTheWorker,
                () -> {
                    github.trouble.is(Trouble.Kind.SERVER_ERROR);
                    killSomewhere();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.FORBIDDEN);
                    postgres.crash();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.CUT_JSON);
                    killDuringTheInsert();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.NONE);
                    killAfterACheckRunWasMade();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.SILENCE);
                    killSomewhere();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.TOO_MANY_REQUESTS);
                    postgres.crash();
                },
                () -> {
                    github.trouble.is(Trouble.Kind.NONE);
                    killSomewhere();
                });
    }

    private void killSomewhere() throws Exception {
        killAndStart(random.nextInt(Replicas.COUNT));
    }

    private void killDuringTheInsert() throws Exception {
        int number = random.nextInt(Replicas.COUNT);
        try (Connection held = postgres.hold("lock table webhook_inbox in exclusive mode")) {
            replicas.await(
                    "an insert to be under way",
                    () -> postgres.number("select count(*) from pg_stat_activity where application_name = '"
                                    + Replicas.nameInDatabase(number)
                                    + "' and wait_event_type = 'Lock' and query like 'insert into webhook_inbox%'")
                            > 0);
            replicas.kill(number);
            held.rollback();
        }
        replicas.startAgain(number);
    }

    private void killInTheWorker() throws Exception {
        String busy = "select locked_by from webhook_inbox where locked_by is not null and attempts > 0";
        try (Connection held = postgres.hold("select id from repository for update")) {
            replicas.await(
                    "a worker to be in the middle of it",
                    () -> !postgres.texts(busy).isEmpty());
            int number = replicas.number(postgres.texts(busy).get(0));
            replicas.kill(number);
            held.rollback();
            replicas.startAgain(number);
        }
    }

    /** GitHub has it, and nobody was told. */
    private void killAfterACheckRunWasMade() throws Exception {
        github.holdMadeCheckRuns(true);
        replicas.await("a check run to be made", () -> {
            // GitHub takes so many an hour, which is tested elsewhere.
            postgres.execute("delete from report_call");
            return github.holdsMadeCheckRun();
        });
        int number = replicas.number(postgres.texts("select picked_by from report_tasks where picked")
                .get(0));
        replicas.kill(number);
        github.holdMadeCheckRuns(false);
        if (hurry) {
            postgres.execute("update risk_report set locked_until = now() where locked_until > now()");
        }
        replicas.startAgain(number);
    }

    private void killAndStart(int number) throws Exception {
        replicas.kill(number);
        replicas.startAgain(number);
    }
}
