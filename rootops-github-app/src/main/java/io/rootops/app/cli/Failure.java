package io.rootops.app.cli;

import io.rootops.app.StartException;
import io.rootops.app.prior.PriorFormatException;
import io.rootops.app.rootcause.WeightsFormatException;
import io.rootops.core.evaluate.bench.UnreadableDataException;
import io.rootops.core.evaluate.template.UnreadableLogException;
import io.rootops.core.forge.ForgeException;
import io.rootops.core.history.CorruptRepositoryException;
import io.rootops.core.history.UnknownRevisionException;
import io.rootops.core.history.UnreadableRepositoryException;
import io.rootops.core.memory.DatabaseException;
import io.rootops.core.memory.archive.ArchiveException;
import io.rootops.core.memory.postgres.PostgresStartException;
import io.rootops.core.secret.KeyFileException;
import io.rootops.core.settings.SettingsException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.concurrent.CancellationException;

/** What went wrong, for people and for scripts. */
record Failure(int exitCode, String message) {

    static Failure of(Exception e) {
        String message = String.valueOf(e.getMessage());
        if (e instanceof CommandException command) {
            return new Failure(command.exitCode(), message);
        }
        if (e instanceof UnknownRevisionException || e instanceof SettingsException) {
            return new Failure(ExitCode.USAGE, message);
        }
        if (e instanceof UnreadableRepositoryException
                || e instanceof CorruptRepositoryException
                || e instanceof DatabaseException
                || e instanceof PostgresStartException
                || e instanceof ArchiveException
                || e instanceof KeyFileException
                || e instanceof UncheckedIOException
                || e instanceof UnreadableDataException
                || e instanceof UnreadableLogException
                || e instanceof PriorFormatException
                || e instanceof WeightsFormatException
                || e instanceof Output.OutputException) {
            return new Failure(ExitCode.UNREADABLE, message);
        }
        if (e instanceof StartException) {
            return new Failure(portInUse(e) ? ExitCode.USAGE : ExitCode.UNREADABLE, message);
        }
        if (e instanceof ForgeException) {
            return new Failure(ExitCode.REFUSED, message);
        }
        if (e instanceof CancellationException) {
            return new Failure(ExitCode.INTERRUPTED, "interrupted");
        }
        return new Failure(
                ExitCode.DEFECT,
                "this is a defect of RootOps (" + e + "); please report it, with what `--debug` prints besides");
    }

    private static boolean portInUse(Throwable e) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof BindException) {
                return true;
            }
        }
        return false;
    }
}
