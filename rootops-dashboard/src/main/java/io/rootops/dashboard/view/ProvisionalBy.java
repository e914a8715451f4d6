package io.rootops.dashboard.view;

/** What a number rests on that is replaced later. */
public enum ProvisionalBy {
    NEWEST_COMMITS(
            "Ranked among the newest commits only, until the whole history is read",
            "Ranked among the newest commits until the whole history is read; then this number is replaced."),
    FILE_LIST(
            "Of the forge's list of files alone; the code is not fetched yet",
            "Of the forge's list of files alone; the code is not fetched yet. What only the code tells counts as usual"
                    + " until it is; then this number is replaced.");

    private final String words;
    private final String sentence;

    ProvisionalBy(String words, String sentence) {
        this.words = words;
        this.sentence = sentence;
    }

    /** Where there is little room. */
    public String words() {
        return words;
    }

    public String sentence() {
        return sentence;
    }
}
