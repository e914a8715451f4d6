package io.rootops.app.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** The history of an invented shop, the same at each run but for its times, which end now. */
final class ShopHistory {
    private static final List<String> AUTHORS = List.of(
            "Neil Abara <neil@shop.example>",
            "Ana Ruiz <ana@shop.example>",
            "Sam Okoye <sam@shop.example>",
            "Mei Tanaka <mei@shop.example>");
    private static final String BOT = "dependabot[bot] <49699333+dependabot[bot]@users.noreply.github.com>";
    private static final List<String> AREAS =
            List.of("cart", "checkout", "currency", "orders", "search", "stock", "users", "mail");
    private static final List<String> SUBJECTS = List.of(
            "Cache %s lookups",
            "Fix rounding of totals in %s",
            "Validate input of the %s endpoint",
            "Move %s settings out of the code",
            "Retry %s calls that time out",
            "Add metrics to %s",
            "Drop the unused %s adapter",
            "Log why %s refuses a request",
            "Split the %s service in two",
            "Test the empty case of %s",
            "Read %s from the replica",
            "Make %s idempotent (#%d)",
            "Fix typo in %s");
    private static final int COMMITS = 460;

    private final Random random = new Random(7);
    private final Map<String, List<String>> files = new TreeMap<>();
    private final GitRepository repository;
    private int line;

    private ShopHistory(Path directory) {
        this.repository = GitRepository.empty(directory);
    }

    static GitRepository in(Path directory, Instant now) {
        ShopHistory shop = new ShopHistory(directory);
        shop.write(now);
        return shop.repository.flush();
    }

    private void write(Instant now) {
        int head = 0;
        for (int i = 0; i < COMMITS; i++) {
            // Dense at the end, so that the last weeks look like a living project.
            double back = Math.pow((COMMITS - i) / (double) COMMITS, 1.6) * 75;
            Instant at = now.minus(Duration.ofMinutes(4 + Math.round(back * 24 * 60)));
            if (i % 31 == 30) {
                int side = commit("side", head, 0, at.minusSeconds(600));
                head = repository.commit(
                        "main",
                        head,
                        side,
                        AUTHORS.get(0),
                        at,
                        "Merge pull request #" + (400 + i) + " from shop/side",
                        List.of());
            } else {
                head = commit("main", head, 0, at);
            }
        }
        head = repository.commit(
                "main",
                head,
                0,
                AUTHORS.get(0),
                now.minus(Duration.ofMinutes(3)),
                "Move order totals into migration 0042\n\nThe totals were computed on each read. They are now stored,"
                        + " and filled once by the migration.\n\nCloses #812",
                totals());
        repository.commit(
                "main",
                head,
                0,
                AUTHORS.get(2),
                now.minus(Duration.ofMinutes(1)),
                "Fix typo in README",
                List.of(GitRepository.file("README.md", "# The shop\n")));
        repository.commit(
                "feature/gift-cards",
                head,
                0,
                AUTHORS.get(3),
                now.minus(Duration.ofHours(5)),
                "Sell gift cards",
                List.of(GitRepository.file("src/main/java/shop/gift/GiftCard.java", lines(60))));
    }

    private int commit(String branch, int from, int merged, Instant at) {
        if (random.nextInt(14) == 0) {
            return repository.commit(
                    branch,
                    from,
                    merged,
                    BOT,
                    at,
                    "Bump jackson from 2." + random.nextInt(20) + " to 2." + (20 + random.nextInt(9)),
                    List.of(change("build.gradle", 1)));
        }
        String area = AREAS.get(random.nextInt(AREAS.size()));
        int touched = 1 + (int) Math.floor(Math.exp(random.nextGaussian() * 0.8));
        int size = 1 + (int) Math.round(Math.exp(2.2 + random.nextGaussian() * 1.3));
        List<byte[]> changes = new ArrayList<>();
        for (int i = 0; i < touched; i++) {
            changes.add(change(path(area), Math.max(1, size / touched)));
        }
        return repository.commit(
                branch,
                from,
                merged,
                AUTHORS.get(random.nextInt(AUTHORS.size())),
                at,
                String.format(SUBJECTS.get(random.nextInt(SUBJECTS.size())), area, 500 + random.nextInt(300)),
                changes);
    }

    private String path(String area) {
        String name = Character.toUpperCase(area.charAt(0)) + area.substring(1);
        List<String> kinds = List.of("Service", "Repository", "Controller", "Client");
        String type = name + kinds.get(random.nextInt(kinds.size()));
        return random.nextInt(4) == 0
                ? "src/test/java/shop/" + area + "/" + type + "Test.java"
                : "src/main/java/shop/" + area + "/" + type + ".java";
    }

    private byte[] change(String path, int size) {
        List<String> content = files.computeIfAbsent(path, it -> new ArrayList<>());
        for (int i = 0; i < size / 3 && !content.isEmpty(); i++) {
            content.remove(random.nextInt(content.size()));
        }
        for (int i = 0; i < size; i++) {
            content.add(random.nextInt(content.size() + 1), statement());
        }
        return GitRepository.file(path, String.join("\n", content) + "\n");
    }

    private List<byte[]> totals() {
        List<byte[]> changes = new ArrayList<>();
        changes.add(GitRepository.file("src/main/resources/db/migration/V0042__order_totals.sql", lines(148)));
        changes.add(GitRepository.file("docs/totals.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3}));
        changes.add(GitRepository.renamed(
                "src/main/java/shop/orders/OrdersClient.java", "src/main/java/shop/orders/TotalsClient.java"));
        changes.add(GitRepository.deleted("src/main/java/shop/orders/OrdersController.java"));
        for (String area : List.of("orders", "checkout", "cart")) {
            for (int i = 0; i < 4; i++) {
                changes.add(change("src/main/java/shop/" + area + "/" + area + "Totals" + i + ".java", 24 + 9 * i));
            }
        }
        return changes;
    }

    private String lines(int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(statement()).append('\n');
        }
        return text.toString();
    }

    private String statement() {
        return "    if (order.total(" + line + ") > limit) { totals.add(price(" + line++ + ")); }";
    }
}
