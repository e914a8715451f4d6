package io.rootops.core.suspect;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of an incident's title and text: message, names of exceptions, failing tests, frames. */
final class IncidentText {
    private static final int MOST_OF_MESSAGE = 3_000;
    private static final int MOST_OF_TITLE = 1_000;
    private static final int MOST_FRAMES = 15;
    private static final int MOST_NAMES = 60;
    private static final int MOST_EXCEPTIONS = 30;
    private static final int MOST_TESTS = 30;
    private static final int MOST_TERMS = 300;

    /** All possessive: of a hostile line no part is tried again. */
    private static final Pattern EXCEPTION = Pattern.compile("(?<![\\w$.])(?:[\\w$]++(?:\\.|::))*+"
            + "([A-Z][\\w$]{0,80}(?:Exception|Error|Interrupt|Throwable|Failure|Warning))(?=[:\\s(,)]|$)");

    /** {@code com.shop.CartTest::totals}, {@code CartTest#totals}, {@code tests/test_cart.py::TestCart::test_total}. */
    private static final Pattern TEST =
            Pattern.compile("(?<![\\w./$-])([\\w./$-]++)(?:::|#)([A-Za-z_]\\w*+)(?:::(\\w++))?");

    private static final Pattern GO_TEST = Pattern.compile("--- FAIL: (Test\\w{1,120})");

    private final StringBuilder message = new StringBuilder();
    private final Set<String> exceptions = new LinkedHashSet<>();
    private final Set<String> testTypes = new LinkedHashSet<>();
    private final Set<String> testMethods = new LinkedHashSet<>();
    private final List<Frame> frames = new ArrayList<>();
    private final RepositoryPaths paths;
    private final boolean traced;

    IncidentText(String title, String text, RepositoryPaths paths) {
        this.paths = paths;
        read(title.substring(0, Math.min(title.length(), MOST_OF_TITLE)));
        FrameLines lines = new FrameLines(text);
        lines.others().forEach(this::read);
        lines.frames().stream()
                .map(this::own)
                .flatMap(Optional::stream)
                .distinct()
                .limit(MOST_FRAMES)
                .forEach(frames::add);
        traced = lines.traced() || !testTypes.isEmpty() || !testMethods.isEmpty();
    }

    /** A frame of the repository's code; empty of a library's. */
    private Optional<Frame> own(Frame frame) {
        List<Integer> files = paths.named(new NamedPlace(frame.path(), frame.method(), 1, 1));
        return files.isEmpty()
                ? Optional.empty()
                : Optional.of(new Frame(
                        frame.type(),
                        frame.method(),
                        frame.path(),
                        frame.line(),
                        SourcePath.test(paths.path(files.get(0)))));
    }

    private void read(String line) {
        Matcher test = TEST.matcher(line);
        StringBuilder rest = new StringBuilder();
        while (test.find()) {
            if (!SourcePath.saysTest(test.group(1))) {
                continue;
            }
            test(test.group(1), test.group(3) == null ? "" : test.group(2));
            add(testMethods, test.group(3) == null ? test.group(2) : test.group(3), MOST_TESTS);
            test.appendReplacement(rest, " ");
        }
        test.appendTail(rest);
        Matcher go = GO_TEST.matcher(rest);
        if (go.find()) {
            add(testMethods, go.group(1), MOST_TESTS);
        }
        Matcher exception = EXCEPTION.matcher(rest);
        StringBuilder told = new StringBuilder();
        while (exception.find()) {
            add(exceptions, exception.group(1), MOST_EXCEPTIONS);
            exception.appendReplacement(told, " ");
        }
        exception.appendTail(told);
        if (message.length() < MOST_OF_MESSAGE) {
            message.append(told, 0, Math.min(told.length(), MOST_OF_MESSAGE - message.length()))
                    .append('\n');
        }
    }

    private static void add(Set<String> names, String name, int most) {
        if (names.size() < most) {
            names.add(name);
        }
    }

    /** A class with its package, or a file of tests and, with pytest, a class in it. */
    private void test(String owner, String type) {
        String name = SourcePath.name(owner);
        boolean file = !owner.equals(name) || name.toLowerCase(Locale.ROOT).endsWith(".py");
        add(testTypes, file ? SourcePath.baseName(owner) : name.substring(name.lastIndexOf('.') + 1), MOST_TESTS);
        if (!type.isEmpty()) {
            add(testTypes, type, MOST_TESTS);
        }
    }

    SuspectQuery query() {
        List<String> frameTerms = new ArrayList<>();
        frames.forEach(it -> {
            frameTerms.addAll(Terms.of(it.type().isEmpty() ? SourcePath.baseName(it.path()) : it.type()));
            frameTerms.addAll(Terms.of(it.method()));
        });
        List<String> terms = new ArrayList<>(Terms.of(message));
        exceptions.forEach(it -> terms.addAll(Terms.of(it)));
        testTypes.forEach(it -> terms.addAll(Terms.of(it)));
        testMethods.forEach(it -> terms.addAll(Terms.of(it)));
        terms.addAll(frameTerms);
        return new SuspectQuery(
                Terms.weighted(terms, MOST_TERMS),
                Terms.weighted(frameTerms, MOST_TERMS),
                names(),
                testTypes.stream().findFirst(),
                frames,
                traced);
    }

    private List<NamedPlace> names() {
        List<NamedPlace> names = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            Frame frame = frames.get(i);
            String method = frame.method().isEmpty() ? null : frame.method();
            names.add(
                    frame.test()
                            ? new NamedPlace(underTest(frame), null, 0.8 / (i + 1), i + 1)
                            : new NamedPlace(frame.path(), method, 1.0 / (i + 1), i + 1));
        }
        testTypes.forEach(it -> names.add(new NamedPlace(SourcePath.underTest(it), null, 0.5, 0)));
        new LinkedHashSet<>(Terms.words(message)).forEach(it -> {
            if (Terms.parts(it).size() > 1) {
                names.add(new NamedPlace(it, null, 1, 0));
                if (!SourcePath.underTest(it).equals(it)) {
                    names.add(new NamedPlace(SourcePath.underTest(it), null, 0.6, 0));
                }
            }
        });
        return names.stream()
                .filter(it -> !paths.named(it).isEmpty())
                .limit(MOST_NAMES)
                .toList();
    }

    private static String underTest(Frame frame) {
        return SourcePath.underTest(SourcePath.baseName(frame.path()));
    }
}
