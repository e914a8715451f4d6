package io.rootops.app;

import io.rootops.core.testing.FixtureCommit;
import io.rootops.core.testing.GitFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A project of three years that reverts every third change of its migrations, and little else. */
final class InventedProject {
    private static final int COMMITS = 1_200;
    private static final Duration BETWEEN = Duration.ofHours(18);
    private static final List<String> AREAS = List.of("cart", "orders", "stock", "mail", "search", "users");

    private final Random random = new Random(5);
    private final Map<String, List<String>> files = new HashMap<>();
    private final GitFixture git;
    private String head;
    private Instant time;

    private InventedProject(GitFixture git, Instant end) {
        this.git = git;
        this.time = end.minus(BETWEEN.multipliedBy(COMMITS));
        this.head = land(git.commit(), "src/shop/Main.java", "Begin", 5);
    }

    /** A bare clone of it whose last commit landed then. */
    static void in(Path directory, Instant end) {
        try (GitFixture git = GitFixture.bare(directory)) {
            InventedProject project = new InventedProject(git, end);
            for (int i = 1; i < COMMITS; i++) {
                project.change(i);
            }
            git.branch("main", project.head);
        }
    }

    private void change(int number) {
        boolean migration = number % 5 == 0;
        String area = AREAS.get(random.nextInt(AREAS.size()));
        String path = migration
                ? "db/migration/V" + number % 40 + ".java"
                : "src/shop/" + area + "/" + (random.nextBoolean() ? "Service" : "Client") + ".java";
        String subject = migration ? "Move the totals of " + area : "Read " + area + " once, part " + number;
        head = land(git.commit(head), path, subject, 1 + random.nextInt(migration ? 4 : 9));
        if (migration && number % 15 == 0 || !migration && number % 37 == 0) {
            String bad = head;
            files.computeIfPresent(path, (it, lines) -> new ArrayList<>(lines.subList(0, lines.size() - 1)));
            head = land(git.commit(head), path, "Revert \"" + subject + "\"\n\nThis reverts commit " + bad + ".\n", 0);
        }
    }

    private String land(FixtureCommit commit, String path, String message, int lines) {
        List<String> text = files.computeIfAbsent(path, it -> new ArrayList<>(List.of("// " + it)));
        for (int i = 0; i < lines; i++) {
            text.add("    total" + random.nextInt(1_000) + " = read(order" + random.nextInt(1_000) + ");");
        }
        time = time.plus(BETWEEN.multipliedBy(1 + random.nextInt(3)).dividedBy(2));
        return commit.file(path, String.join("\n", text) + "\n")
                .author("Ana", "ana@shop.example")
                .message(message)
                .at(time.getEpochSecond())
                .write();
    }
}
