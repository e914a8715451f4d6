package io.rootops.app.browser;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Text that wants to be more than text, in every place where a repository can carry it. */
final class HostileHistory {
    static final String SCRIPT = "<script>window.hacked = 1</script>";
    static final String MARKUP = "\"><img src=x onerror=\"window.hacked = 1\"> ' onmouseover='window.hacked = 1";
    static final String BACKWARDS = "Approved \u202Etxt.exe\u202C by \u2066nobody\u2069";

    private HostileHistory() {}

    static GitRepository in(Path directory, Instant now) {
        GitRepository repository = GitRepository.empty(directory);
        String author = "Mallory ' onmouseover='window.hacked=1 <m@evil.example>";
        int head = 0;
        for (int i = 0; i < 6; i++) {
            String subject = List.of(
                            SCRIPT,
                            MARKUP,
                            BACKWARDS,
                            "x".repeat(10_000),
                            "javascript:window.hacked=1 {{7*7}} ${7*7}",
                            "a\u0007b\u001B[31mred\u0000 tail")
                    .get(i)
                    .replace("\u0000", "");
            head = repository.commit(
                    "main",
                    head,
                    0,
                    author,
                    now.minus(Duration.ofMinutes(60 - i)),
                    subject + "\n\n</pre><script>window.hacked = 1</script>",
                    List.of(
                            GitRepository.file(
                                    "<img src=x onerror=window.hacked=1>/" + i + "\u202E.java", "x\n".repeat(i + 1)),
                            GitRepository.file(
                                    "\"quoted\"/" + "d/".repeat(40) + "javascript:alert(1)", "y" + i + "\n")));
        }
        repository.commit(
                "<b>bold</b>",
                head,
                0,
                author,
                now.minus(Duration.ofMinutes(2)),
                "On a branch with a bold name",
                List.of(GitRepository.file("b", "b\n")));
        return repository.flush();
    }
}
