package io.rootops.core.history;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.BaseRepositoryBuilder;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/** Finds and opens the repository that a directory belongs to, or says in one sentence why not. */
final class RepositoryOpener {
    private RepositoryOpener() {}

    static Repository open(Path directory) throws UnreadableRepositoryException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new UnreadableRepositoryException("there is no directory " + absolute
                    + "; give the path of a git repository or of a directory in one");
        }
        if (!Files.isReadable(absolute)) {
            throw new UnreadableRepositoryException(
                    "the directory " + absolute + " may not be read; give this user the right to read it");
        }
        try {
            BaseRepositoryBuilder<?, ?> builder = new FileRepositoryBuilder().setMustExist(true);
            File gitDirectory = bare(absolute);
            if (gitDirectory == null) {
                builder.findGitDir(absolute.toFile());
            } else {
                builder.setGitDir(gitDirectory);
            }
            if (builder.getGitDir() == null) {
                throw new UnreadableRepositoryException(absolute
                        + " is not a git repository, nor in one; give the path of a clone, or run `git init` there");
            }
            builder.setup();
            refuseSha256(absolute, builder);
            return builder.build();
        } catch (IOException | IllegalArgumentException e) {
            throw new UnreadableRepositoryException(
                    "cannot open the git repository " + absolute + ": " + e.getMessage()
                            + "; check it with `git fsck` and give this user the right to read it",
                    e);
        }
    }

    /** The directory itself when it is a bare repository or a .git directory; a config file is not asked for. */
    private static @Nullable File bare(Path directory) {
        boolean bare = Files.isRegularFile(directory.resolve("HEAD"))
                && (Files.isDirectory(directory.resolve("objects"))
                        || Files.isRegularFile(directory.resolve("commondir")));
        return bare ? directory.toFile() : null;
    }

    private static void refuseSha256(Path directory, BaseRepositoryBuilder<?, ?> builder)
            throws IOException, UnreadableRepositoryException {
        File common = builder.getGitCommonDir() == null ? builder.getGitDir() : builder.getGitCommonDir();
        FileBasedConfig config = new FileBasedConfig(new File(common, "config"), FS.DETECTED);
        try {
            config.load();
        } catch (ConfigInvalidException e) {
            throw new UnreadableRepositoryException(
                    "the config file of the git repository " + directory + " is malformed: " + e.getMessage()
                            + "; mend it with `git config --edit`",
                    e);
        }
        if ("sha256".equalsIgnoreCase(config.getString("extensions", null, "objectformat"))) {
            throw new UnreadableRepositoryException("the repository " + directory
                    + " names its objects by SHA-256, which is not supported; use a clone with SHA-1 object names"
                    + " (`git init --object-format=sha1`)");
        }
    }
}
