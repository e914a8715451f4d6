package io.rootops.core.suspect.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rootops.core.history.GitHistory;
import io.rootops.core.history.LookUps;
import io.rootops.core.suspect.Frame;
import io.rootops.core.suspect.LineOwnership;
import io.rootops.core.suspect.LineOwnership.Owned;
import io.rootops.core.suspect.LineOwnership.OwnedPlace;
import io.rootops.core.suspect.LineOwnership.PlaceHit;
import io.rootops.core.suspect.NamedPlace;
import io.rootops.core.suspect.SuspectQuery;
import io.rootops.core.testing.GitFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Constants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an incident's text points at in a small shop, and who owns the lines there. */
class ClonedRevisionTest {
    private static final String CART = "src/main/java/shop/Cart.java";
    private static final String PRICE = "src/main/java/shop/Price.java";

    @TempDir
    Path directory;

    private GitFixture git;
    private String imported = "";
    private String discount = "";
    private String head = "";

    @BeforeEach
    void create() {
        git = GitFixture.bare(directory);
        imported = git.commit()
                .file(CART, """
                        package shop;
                        import java.util.List;

                        class Cart {
                            int a, b, c;
                            int d, e, f;
                            int g, h, i;
                            int j, k, l;
                            int m, n, o;
                            int p, q, r;
                            int s, t, u;
                            int v, w, x;
                            // Adds up.
                            int total(List<Item> items) {
                                return items.size();
                            }
                        }
                        """)
                .file(PRICE, "package shop;\nclass Price {\n    int amount;\n}\n")
                .file("src/main/java/shop/Mail.java", "package shop;\nclass Mail {\n    void send() {}\n}\n")
                .file(
                        "src/test/java/shop/CartTest.java",
                        "package shop;\nclass CartTest {\n    void total() { discount(); }\n}\n")
                .file("other.txt", "discount\n")
                .write();
        discount = git.commit(imported).file(CART, """
                        package shop;
                        import java.util.List;

                        class Cart {
                            int a, b, c;
                            int d, e, f;
                            int g, h, i;
                            int j, k, l;
                            int m, n, o;
                            int p, q, r;
                            int s, t, u;
                            int v, w, x;
                            // Adds up.
                            int total(List<Item> items) {
                                return items.size();
                            }

                            int discount(int percent) {
                                return voucher / percent;
                            }
                        }
                        """).write();
        head = git.commit(discount)
                .file("src/main/java/shop/Mail.java", "package shop;\nclass Mail {\n    void send(int to) {}\n}\n")
                .on("main");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void theOwnerOfTheLinesThatTheTextSpeaksOfStandsOut() throws Exception {
        LineOwnership found = look(query("discount", "percent", "voucher"));

        assertThat(found.files().get(0).path()).isEqualTo(CART);
        assertThat(found.methods().get(0))
                .extracting(PlaceHit::path, PlaceHit::method)
                .containsExactly(CART, "Cart.discount");
        Owned culprit = owned(found, discount);
        assertThat(culprit.places().get(0)).isEqualTo(new OwnedPlace(CART, "Cart.discount", 3, 3));
        assertThat(culprit.places()).contains(new OwnedPlace(CART, null, 3, 16));
        assertThat(culprit.fileShare()).isCloseTo(found.files().get(0).score() * 3 / 16, within(1e-12));
        assertThat(culprit.ownNew()).isCloseTo(found.files().get(0).score(), within(1e-12));
        Owned other = owned(found, imported);
        assertThat(culprit.valueSquares()).isGreaterThan(other.valueSquares());
        assertThat(culprit.valueMax()).isGreaterThan(other.valueMax());
        assertThat(culprit.methodShare()).isGreaterThan(other.methodShare());
    }

    @Test
    void theMethodOfAFrameComesFirst() throws Exception {
        SuspectQuery framed = new SuspectQuery(
                Map.of("discount", 1.0),
                Map.of(),
                List.of(new NamedPlace("shop/Mail.java", "send", 1, 1)),
                Optional.empty(),
                List.of(new Frame("Mail", "send", "shop/Mail.java", 3, false)),
                true);

        LineOwnership found = look(framed);

        assertThat(found.methods().get(0).method()).isEqualTo("Mail.send");
        assertThat(owned(found, head).places().get(0).method()).isEqualTo("Mail.send");
    }

    @Test
    void filesThatChangeBesideTheFailingTestAreNearer() throws Exception {
        SuspectQuery failing =
                new SuspectQuery(Map.of(), Map.of(), List.of(), Optional.of("CartTest"), List.of(), true);
        PastChanges changes = (sha, sink) -> {
            assertThat(sha).isEqualTo(head);
            sink.accept(List.of("src/test/java/shop/CartTest.java", PRICE));
            sink.accept(List.of(CART, PRICE));
        };

        LineOwnership found = look(failing, changes, 3);

        assertThat(found.files()).extracting(PlaceHit::path).containsExactly(PRICE);
        assertThat(found.files().get(0).score()).isBetween(0.4, 0.5);
        assertThat(found.commits()).containsOnlyKeys(imported);
    }

    @Test
    void aTextThatPointsNowhereFindsNothing() throws Exception {
        LineOwnership found = look(query("unrelated"));

        assertThat(found.files()).isEmpty();
        assertThat(found.methods()).isEmpty();
        assertThat(found.commits()).isEmpty();
    }

    @Test
    void oneWhoseRevisionIsNotHereIsToldFromOneWithoutOwners() throws Exception {
        try (GitHistory history = GitHistory.open(directory)) {
            ClonedRevision revision = revision(history, new RevisionCache(1 << 20), PastChanges.NONE, 1);
            assertThat(revision.look("0".repeat(39) + "1", query("discount"))).isEmpty();
            assertThat(revision.look("main", query("discount"))).isEmpty();
            assertThat(revision.look(head, query("discount"))).isPresent();
        }
    }

    @Test
    void filesThatCannotBeReadAndHugeOnesAreLeftOut() throws Exception {
        String lost = "class Lost { void discount() { percent(); voucher(); } }\n";
        String later = git.commit(head)
                .file("src/Lost.java", lost)
                .file("src/Discount.java", "int discount, percent, voucher;\n".repeat(50_001))
                .file("src/Long.java", "x\n".repeat(60_000) + "discount percent voucher discount percent voucher\n")
                .on("main");
        Files.delete(object(lost));

        SuspectQuery naming = new SuspectQuery(
                Map.of("voucher", 1.0, "percent", 1.0),
                Map.of(),
                List.of(new NamedPlace("Lost", null, 1, 0), new NamedPlace("Discount", null, 1, 0)),
                Optional.empty(),
                List.of(),
                false);
        LineOwnership found = look(naming, PastChanges.NONE, 1, later);

        assertThat(found.commits()).containsKey(discount).doesNotContainKey(later);
        assertThat(found.unread()).containsExactlyInAnyOrder("src/Discount.java", "src/Lost.java", "src/Long.java");
    }

    @Test
    void theSameIsFoundAgainWithAndWithoutACache() throws Exception {
        SuspectQuery query = query("discount", "percent", "cart", "total", "mail", "amount", "price");
        RevisionCache none = new RevisionCache(1);
        try (GitHistory history = GitHistory.open(directory)) {
            ClonedRevision revision = revision(history, none, PastChanges.NONE, 2);
            LineOwnership first = revision.look(head, query).orElseThrow();
            assertThat(revision.look(head, query)).contains(first);
            assertThat(look(query, PastChanges.NONE, 2)).isEqualTo(first);
        }
    }

    @Test
    void ofAHugeRevisionTheNamedFilesAreRead() throws Exception {
        SuspectQuery naming = new SuspectQuery(
                Map.of("price", 1.0),
                Map.of(),
                List.of(new NamedPlace("shop/Price.java", null, 1, 1)),
                Optional.empty(),
                List.of(),
                false);
        try (GitHistory history = GitHistory.open(directory)) {
            LineOwnership found = new ClonedRevision(
                            history, new RevisionCache(1 << 20), PastChanges.NONE, 3, () -> LookUps.atMost(3), 1)
                    .look(head, naming)
                    .orElseThrow();

            assertThat(found.files()).extracting(PlaceHit::path).containsExactly(PRICE);
            assertThat(found.unread())
                    .containsExactly(CART, "src/main/java/shop/Mail.java", "src/test/java/shop/CartTest.java");
        }
    }

    @Test
    void ownersThatWereNotFoundInTimeAreLookedForAgain() throws Exception {
        SuspectQuery query = query("discount", "percent", "voucher");
        RevisionCache cache = new RevisionCache(1 << 20);
        LookUps over = LookUps.until(Instant.EPOCH, 1, () -> Instant.EPOCH);
        try (GitHistory history = GitHistory.open(directory)) {
            LineOwnership none = new ClonedRevision(history, cache, PastChanges.NONE, 1, () -> over)
                    .look(head, query)
                    .orElseThrow();
            assertThat(none.commits()).isEmpty();
            assertThat(none.unread()).containsExactly(CART);

            AtomicInteger asked = new AtomicInteger();
            LineOwnership some = new ClonedRevision(
                            history,
                            cache,
                            PastChanges.NONE,
                            1,
                            () -> LookUps.until(
                                    Instant.EPOCH.plusSeconds(3),
                                    1,
                                    () -> Instant.EPOCH.plusSeconds(asked.getAndIncrement())))
                    .look(head, query)
                    .orElseThrow();
            assertThat(some.commits()).containsOnlyKeys(discount);
            assertThat(some.unread()).containsExactly(CART);

            assertThat(revision(history, cache, PastChanges.NONE, 1)
                            .look(head, query)
                            .orElseThrow())
                    .isEqualTo(look(query));
        }
    }

    @Test
    void aContentThatOneCloneLacksIsReadFromAnother() throws Exception {
        String voucher = "class Voucher { void redeem() { gift(); } }\n";
        String later = git.commit(head).file("src/Voucher.java", voucher).on("main");
        Path content = object(voucher);
        Path away = directory.resolve("away");
        Files.move(content, away);
        RevisionCache cache = new RevisionCache(1 << 20);
        try (GitHistory history = GitHistory.open(directory)) {
            assertThat(revision(history, cache, PastChanges.NONE, 1)
                            .look(later, query("redeem", "gift"))
                            .orElseThrow()
                            .files())
                    .isEmpty();
        }

        Files.move(away, content);

        try (GitHistory history = GitHistory.open(directory)) {
            assertThat(revision(history, cache, PastChanges.NONE, 1)
                            .look(later, query("redeem", "gift"))
                            .orElseThrow()
                            .commits())
                    .containsOnlyKeys(later);
        }
    }

    private static ClonedRevision revision(GitHistory history, RevisionCache cache, PastChanges changes, int files) {
        return new ClonedRevision(history, cache, changes, files, () -> LookUps.atMost(files));
    }

    private LineOwnership look(SuspectQuery query) throws Exception {
        return look(query, PastChanges.NONE, 1);
    }

    private LineOwnership look(SuspectQuery query, PastChanges changes, int files) throws Exception {
        return look(query, changes, files, head);
    }

    private LineOwnership look(SuspectQuery query, PastChanges changes, int files, String sha) throws Exception {
        try (GitHistory history = GitHistory.open(directory)) {
            return revision(history, new RevisionCache(1 << 20), changes, files)
                    .look(sha, query)
                    .orElseThrow();
        }
    }

    private static Owned owned(LineOwnership found, String commit) {
        return Objects.requireNonNull(found.commits().get(commit));
    }

    private static SuspectQuery query(String... terms) {
        return new SuspectQuery(
                Stream.of(terms).collect(Collectors.toMap(it -> it, it -> 1.0)),
                Map.of(),
                List.of(),
                Optional.empty(),
                List.of(),
                false);
    }

    /** The file of a content; without it this is a clone that lacks large contents. */
    private Path object(String content) {
        String id = git.insert(Constants.OBJ_BLOB, content.getBytes(StandardCharsets.UTF_8))
                .name();
        return directory.resolve("objects").resolve(id.substring(0, 2)).resolve(id.substring(2));
    }
}
