package io.rootops.core.evaluate.template;

/**
 * One line of a log and what it is.
 *
 * @param raw as the program wrote it
 * @param content the message, header off
 * @param event which event it is, by the original labels
 * @param correctedTemplate the text with its variables as {@code <*>}, by the corrected labels; lines of one text are of one
 *     event
 */
public record LabelledLine(String raw, String content, String event, String correctedTemplate) {}
