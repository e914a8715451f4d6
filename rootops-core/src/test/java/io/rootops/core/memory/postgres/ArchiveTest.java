package io.rootops.core.memory.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ArchiveTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarArchiveOutputStream tar;

    @TempDir
    private Path directory;

    ArchiveTest() throws IOException {
        tar = new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)));
    }

    @Test
    void keeps_links_and_executable_bits() throws IOException {
        file("bin/tool", 0755);
        file("share/text", 0644);
        link("lib/libx.so", "libx.so.1", TarConstants.LF_SYMLINK);
        link("bin/same", "bin/tool", TarConstants.LF_LINK);

        unpack();

        assertThat(directory.resolve("bin/tool")).isExecutable().hasContent("bin/tool");
        assertThat(Files.isExecutable(directory.resolve("share/text"))).isFalse();
        assertThat(Files.readSymbolicLink(directory.resolve("lib/libx.so"))).isEqualTo(Path.of("libx.so.1"));
        assertThat(directory.resolve("bin/same")).hasContent("bin/tool");
    }

    @Test
    void refuses_a_file_that_leaves_the_folder() throws IOException {
        file("../outside", 0644);

        assertRefused("../outside");
        assertThat(directory.resolveSibling("outside")).doesNotExist();
    }

    @Test
    void refuses_links_that_leave_the_folder() throws IOException {
        link("lib/away", "../../etc", TarConstants.LF_SYMLINK);

        assertRefused("lib/away");
    }

    @Test
    void refuses_absolute_links() throws IOException {
        link("away", "/etc/passwd", TarConstants.LF_SYMLINK);

        assertRefused("away");
    }

    @Test
    void refuses_hard_links_to_files_outside() throws IOException {
        link("away", "../passwd", TarConstants.LF_LINK);

        assertRefused("away");
    }

    private void file(String name, int mode) throws IOException {
        byte[] content = name.getBytes(UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private void link(String name, String target, byte kind) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind);
        entry.setLinkName(target);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private void unpack() throws IOException {
        tar.close();
        Archive.unpack(new ByteArrayInputStream(bytes.toByteArray()), directory);
    }

    private void assertRefused(String entry) {
        assertThatThrownBy(this::unpack)
                .isInstanceOf(IOException.class)
                .hasMessage("the archive's entry " + entry + " would leave its folder");
    }
}
