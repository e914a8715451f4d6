package io.rootops.core.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rootops.core.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
    private static final Secret SECRET = new Secret("gr\u00fcn und geheim");

    @TempDir
    private Path directory;

    @Test
    void whatIsSealedIsOpenedWithTheSameFileAndTellsNothing() throws Exception {
        byte[] sealed = box("key").seal(SECRET, "key of a");
        byte[] again = box("key").seal(SECRET, "key of a");

        assertThat(box("key").open(sealed, "key of a")).isEqualTo(SECRET);
        assertThat(sealed).isNotEqualTo(again);
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("geheim");
    }

    @Test
    void whatWasSealedForSomethingElseOrChangedIsNotOpened() throws Exception {
        SecretBox box = box("key");
        byte[] sealed = box.seal(SECRET, "key of a");
        assertThatThrownBy(() -> box.open(sealed, "key of b")).hasMessageContaining("key of b is damaged");
        sealed[sealed.length - 1] ^= 1;
        assertThatThrownBy(() -> box.open(sealed, "key of a")).hasMessageContaining("key of a is damaged");
        assertThatThrownBy(() -> box.open(new byte[3], "key of a")).isInstanceOf(KeyFileException.class);
    }

    @Test
    void anotherKeyIsToldFromDamage() throws Exception {
        byte[] sealed = box("key").seal(SECRET, "key of a");
        assertThatThrownBy(() -> box("other").open(sealed, "key of a"))
                .hasMessageContaining("encrypted with another key")
                .hasMessageContaining("ROOTOPS_KEY_FILE");
    }

    @Test
    void theFileIsItsOwnersOnly() throws Exception {
        box("deep/down/key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("deep/down/key"))))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("deep/down")).isDirectoryNotContaining("glob:**/.key*");
    }

    @Test
    void processesThatStartTogetherHaveOneKey() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<SecretBox>> boxes = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                boxes.add(threads.submit(() -> box("key")));
            }
            byte[] sealed = boxes.get(0).get().seal(SECRET, "a");
            for (Future<SecretBox> it : boxes) {
                assertThat(it.get().open(sealed, "a")).isEqualTo(SECRET);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFileThatIsNoKeyIsLeftAloneAndNamed() throws Exception {
        for (String text : List.of("", "no base64 !", "c2hvcnQ=")) {
            Files.writeString(directory.resolve("key"), text);
            assertThatThrownBy(() -> box("key"))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining(directory.resolve("key").toString())
                    .hasMessageContaining("32 bytes as base64");
            assertThat(directory.resolve("key")).hasContent(text);
        }
    }

    @Test
    void aPlaceWhereNoFileCanBeIsNamed() throws Exception {
        Files.writeString(directory.resolve("file"), "");
        assertThatThrownBy(() -> box("file/key"))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("file/key")
                .hasMessageContaining("ROOTOPS_KEY_FILE");
    }

    @Test
    void whatIsSignedIsVerifiedAndNothingElse() throws Exception {
        SecretBox box = box("key");
        String signed = box.signed("1700000000");
        assertThat(signed).matches("[A-Za-z0-9_.-]+");
        assertThat(box.verified(signed)).contains("1700000000");
        assertThat(box.verified(signed.replaceFirst("1", "2"))).isEmpty();
        assertThat(box.verified("1700000000")).isEmpty();
        assertThat(box("other").verified(signed)).isEmpty();
    }

    private SecretBox box(String name) throws KeyFileException {
        return new KeyFile(directory.resolve(name)).open();
    }
}
