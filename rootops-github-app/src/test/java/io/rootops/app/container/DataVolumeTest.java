package io.rootops.app.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** On lists of mounts: of Podman and buildah recorded, of the others written after how they name their volumes. */
class DataVolumeTest {
    private static final Path HOME = Path.of("/data");

    @ParameterizedTest
    @ValueSource(
            strings = {"docker-named", "docker-bind", "podman-named", "podman-bind", "kubernetes-claim", "volume-above"
            })
    void whatOutlivesTheContainerIsLeftUnsaid(String mounts) throws IOException {
        assertThat(loss(mounts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            docker-nameless        | the volume at /data has no name, and the next container gets another
            podman-nameless        | the volume at /data has no name, and the next container gets another
            containerd-nameless    | the volume at /data has no name, and the next container gets another
            buildah-nameless       | the volume at /data has no name, and the next container gets another
            docker-none            | no volume is mounted at /data
            podman-none            | no volume is mounted at /data
            podman-tmpfs           | /data is kept in memory
            buildah-none           | no volume is mounted at /data
            docker-tmpfs           | /data is kept in memory
            kubernetes-emptydir    | /data is an emptyDir of this pod
            hidden                 | /data is kept in memory
            """)
    void whatEndsWithTheContainerIsSaid(String mounts, String why) throws IOException {
        assertThat(loss(mounts)).contains(why);
    }

    @Test
    void aDirectoryWithABlankIsFound() {
        assertThat(DataVolume.loss(Path.of("/my data/rootops"), """
                1 0 0:1 / / rw - overlay overlay rw
                2 1 8:1 /volumes/x/_data /my\\040data rw shared:1 master:2 - ext4 /dev/sda1 rw
                """)).isEmpty();
    }

    @Test
    void linesThatAreNoMountsAreLeftOut() {
        assertThat(DataVolume.loss(HOME, """

                nonsense
                1 2 3 4 5 6 -
                """)).contains("no volume is mounted at /data");
    }

    private static Optional<String> loss(String mounts) throws IOException {
        try (InputStream text =
                Objects.requireNonNull(DataVolumeTest.class.getResourceAsStream("mounts/" + mounts + ".txt"), mounts)) {
            return DataVolume.loss(HOME, new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
