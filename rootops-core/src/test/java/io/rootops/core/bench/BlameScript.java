package io.rootops.core.bench;

import io.rootops.core.change.DeletedLines;
import io.rootops.core.change.FileStatus;
import io.rootops.core.history.MinedCommit;
import io.rootops.core.history.MinedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What SZZ costs with git itself: a diff of each file that a fix changes, and one blame of the lines that it deletes. */
final class BlameScript {
    private BlameScript() {}

    static Path of(String repository, List<MinedCommit> fixes) throws IOException {
        List<String> lines = new ArrayList<>(
                List.of("blame() { local r; r=$(git -C \"$1\" diff -w -U0 \"$2^:$3\" \"$2:$4\" | sed -nE"
                        + " 's/^@@ -([0-9]+)(,([0-9]+))? .*/\\1 \\3/p' | while read -r from count; do"
                        + " [ \"${count:-1}\" = 0 ] || printf ' -L %d,+%d' \"$from\" \"${count:-1}\"; done);"
                        + " [ -z \"$r\" ] || git -C \"$1\" blame -w -s $r \"$2^\" -- \"$3\" >/dev/null; }"));
        for (MinedCommit fix : fixes) {
            Set<String> deleting = fix.deletedLines().stream()
                    .filter(it -> !it.besides())
                    .map(DeletedLines::path)
                    .collect(Collectors.toSet());
            for (MinedFile file : fix.files()) {
                String path = file.file().path();
                if (deleting.contains(path) && file.file().status() != FileStatus.DELETED) {
                    String before =
                            file.file().oldPath() == null ? path : file.file().oldPath();
                    lines.add("blame " + quoted(repository) + " " + fix.commit().sha() + " " + quoted(before) + " "
                            + quoted(path));
                }
            }
        }
        Path script = Files.createTempFile("rootops-bench-blame", ".sh");
        script.toFile().deleteOnExit();
        return Files.write(script, lines);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
