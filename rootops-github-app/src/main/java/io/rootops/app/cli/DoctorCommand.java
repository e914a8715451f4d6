package io.rootops.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "doctor", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    DoctorCommand(Console console) {}

    @Override
    public Integer call() {
        return 0;
    }
}
