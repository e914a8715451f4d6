package io.rootops.app.cli;

import io.rootops.app.prior.ShippedPrior;
import io.rootops.core.history.GitEnvironment;
import io.rootops.core.risk.Prior;
import io.rootops.core.settings.SettingsReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: parses, runs a command, and puts its end into an exit code. */
public final class Cli {
    private final Console console;
    private final ShippedPrior prior;

    /** @param prior what other projects teach */
    Cli(Console console, ShippedPrior prior) {
        this.console = console;
        this.prior = prior;
    }

    /** On the streams of this process. */
    public static Cli ofProcess(Map<String, String> environment) {
        return new Cli(
                Console.of(
                        environment,
                        new FileOutputStream(FileDescriptor.out),
                        new FileOutputStream(FileDescriptor.err),
                        Terminal.watchesErrors()),
                ShippedPrior.inThisBuild());
    }

    /** @return the exit code */
    public int run(String... arguments) {
        GitEnvironment.install();
        CommandLine line = commandLine();
        try {
            return line.execute(arguments);
        } catch (Output.ReaderGoneException e) {
            return ExitCode.OK;
        }
    }

    /** All commands and long options, for the documents to name. */
    public static Set<String> words() {
        Set<String> words = new TreeSet<>();
        CommandLine root = new Cli(
                        Console.of(Map.of(), OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false),
                        new ShippedPrior(Prior.NONE, null))
                .commandLine();
        addWords(root, words);
        return words;
    }

    private static void addWords(CommandLine parent, Set<String> words) {
        for (CommandLine command : parent.getSubcommands().values()) {
            words.add(command.getCommandName());
            command.getCommandSpec().options().forEach(it -> words.add(it.longestName()));
            addWords(command, words);
        }
    }

    private CommandLine commandLine() {
        RootCommand root = new RootCommand(console);
        CommandLine line = new CommandLine(root)
                .addSubcommand(new ServeCommand(console))
                .addSubcommand(new ScoreCommand(console, prior))
                .addSubcommand(new GateCommand(console, prior))
                .addSubcommand(new ExplainCommand(console, prior))
                .addSubcommand(new BackfillCommand(console))
                .addSubcommand(new AnalyzeCommand(console))
                .addSubcommand(new DoctorCommand(console))
                .addSubcommand(new ExportCommand(console))
                .addSubcommand(new ImportCommand(console))
                .addSubcommand(new RemoveCommand(console))
                .addSubcommand(new ForgetAuthorCommand(console))
                .addSubcommand(IncidentCommand.of(console))
                .addSubcommand(ChangeCommand.of(console))
                .addSubcommand(new HealthCommand(console))
                .addSubcommand(new LoginLinkCommand(console))
                .addSubcommand(TokenCommand.of(console))
                .addSubcommand(EvaluateCommand.of(console))
                .addSubcommand(new VersionCommand(console))
                .addSubcommand(new CompletionCommand(console));
        line.setOut(console.out().writer());
        line.setErr(console.err().writer());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(false);
        line.setParameterExceptionHandler((e, arguments) -> usage(e));
        line.setExecutionExceptionHandler((e, failed, parsed) -> failed(e, root.debug));
        return line;
    }

    private int usage(ParameterException e) {
        console.err().line("rootops: " + TerminalText.of(String.valueOf(e.getMessage())));
        UnmatchedArgumentException.printSuggestions(e, e.getCommandLine().getErr());
        console.err().line("Try '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE;
    }

    private int failed(Exception e, boolean debug) {
        if (e instanceof Output.ReaderGoneException) {
            return ExitCode.OK;
        }
        Failure failure = Failure.of(e);
        failure.message().lines().forEach(it -> console.err().line("rootops: " + TerminalText.of(it)));
        if (debug || new SettingsReader(console.environment()).debug()) {
            e.printStackTrace(console.err().writer());
        }
        return failure.exitCode();
    }
}
