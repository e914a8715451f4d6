package io.rootops.core.suspect;

/**
 * A line of a stack trace that stands in the application's own code.
 *
 * @param type the class, module or receiver without its package; empty where the language tells none
 * @param method function or method; empty where the trace tells none
 * @param path of the file, as the trace tells it: the end of its path in the repository, or an absolute path of another
 *     machine that begins with a slash
 * @param line from 1; 0 where it is not told
 * @param test whether the file is a test
 */
public record Frame(String type, String method, String path, int line, boolean test) {}
