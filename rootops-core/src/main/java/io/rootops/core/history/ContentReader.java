package io.rootops.core.history;

import java.util.List;

/**
 * Reads what the changed lines of a commit contain, file by file: the counts of {@link ContentCounts} of its code, and the names
 * and words that occur in any of them, since an incident speaks of a setting or of what a comment says as much as of a method.
 * Keeps its buffers between commits; not thread-safe.
 */
final class ContentReader {
    /** Lines read on each side of a file; a bulk import tells no more by its rest. */
    static final int MAX_LINES = 3000;

    /** Names kept of a commit. */
    static final int MAX_IDENTIFIERS = 400;

    private final CodeText text = new CodeText();
    private final WordLines words = new WordLines();
    private final CodeScanner scanner = new CodeScanner();
    private final TokenTable names = new TokenTable();
    private final HashSet64 addedTokens = new HashSet64();
    private final IdentifierBudget budget = new IdentifierBudget();

    private int addedCalls;
    private int deletedCalls;
    private int addedConditions;
    private int deletedConditions;
    private int addedAssignments;
    private int addedNumbers;
    private int addedConcurrency;
    private int deletedConcurrency;
    private int addedLines;
    private long indentSum;
    private int indentMax;
    private long widthSum;

    void startCommit() {
        addedTokens.clear();
        budget.clear();
        addedCalls = 0;
        deletedCalls = 0;
        addedConditions = 0;
        deletedConditions = 0;
        addedAssignments = 0;
        addedNumbers = 0;
        addedConcurrency = 0;
        deletedConcurrency = 0;
        addedLines = 0;
        indentSum = 0;
        indentMax = 0;
        widthSum = 0;
    }

    /**
     * Takes in a code file of the commit.
     *
     * @param file its place among the commit's files
     * @param counted its content counts; false for tests, whose names alone are kept
     */
    void read(int file, LineChange diff, boolean counted) {
        names.clear();
        if (diff.added() > 0) {
            text.clear();
            diff.addedLines(MAX_LINES, text);
            scan(text.code, counted ? this::addedToken : this::name);
            if (counted) {
                countAdded();
            }
            scan(text.others.lines, this::name);
        }
        if (diff.deleted() > 0) {
            text.clear();
            diff.deletedLines(MAX_LINES, text);
            scan(text.code, this::name);
            if (counted) {
                deletedCalls += scanner.calls;
                deletedConditions += scanner.conditions;
                deletedConcurrency += scanner.concurrency;
            }
            scan(text.others.lines, this::name);
        }
        budget.add(file, names);
    }

    /** Takes in a file of the commit that is text and no code, for its words alone. */
    void readWords(int file, LineChange diff) {
        names.clear();
        words.clear();
        diff.addedLines(MAX_LINES, words);
        diff.deletedLines(MAX_LINES, words);
        scan(words.lines, this::name);
        budget.add(file, names);
    }

    private void scan(LineBuffer lines, CodeScanner.TokenSink sink) {
        scanner.scan(lines.text, lines.length, sink);
    }

    ContentCounts counts() {
        return new ContentCounts(
                addedCalls,
                deletedCalls,
                addedConditions,
                deletedConditions,
                addedAssignments,
                addedNumbers,
                addedConcurrency,
                deletedConcurrency,
                addedLines,
                indentSum,
                indentMax,
                widthSum,
                addedTokens.size());
    }

    /** Of each of the commit's files: its names, commonest first, separated by one blank. */
    List<String> identifiers(int files) {
        return budget.perFile(files);
    }

    private void countAdded() {
        for (int i = 0; i < names.size(); i++) {
            addedTokens.add(names.hash(i));
        }
        addedCalls += scanner.calls;
        addedConditions += scanner.conditions;
        addedAssignments += scanner.assignments;
        addedNumbers += scanner.numbers;
        addedConcurrency += scanner.concurrency;
        addedLines += text.lines;
        indentSum += text.indentSum;
        indentMax = Math.max(indentMax, text.indentMax);
        widthSum += text.widthSum;
    }

    private void addedToken(byte[] text, int from, int to, long hash, boolean number) {
        if (number) {
            addedTokens.add(hash);
        } else {
            names.add(text, from, to, hash);
        }
    }

    private void name(byte[] text, int from, int to, long hash, boolean number) {
        if (!number) {
            names.add(text, from, to, hash);
        }
    }
}
