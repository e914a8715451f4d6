package io.rootops.core.risk;

/**
 * Why a commit has its score, in words.
 *
 * @param code snake_case, stable: {@code lines_changed}, {@code files_touched} …
 * @param text for people, with the number in it: "412 lines added, 25 deleted"
 */
public record Reason(String code, String text) {}
