package io.rootops.core.risk;

import org.jspecify.annotations.Nullable;

/**
 * Why a commit has its score, in words.
 *
 * @param code snake_case, stable: {@code lines_changed}, {@code files_touched} of a rank by size; {@code size},
 *     {@code files_history}, {@code message} of a learned score
 * @param text for people, with the numbers in it: "412 lines added (more than 93 % of commits here), 25 deleted"
 * @param points what it adds to the logit of the shown probability; null where there is none
 */
public record Reason(String code, String text, @Nullable Double points) {}
