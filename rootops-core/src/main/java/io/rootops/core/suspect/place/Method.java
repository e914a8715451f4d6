package io.rootops.core.suspect.place;

/**
 * A method or function in a file.
 *
 * @param type class around it, or the receiver; empty when there is none
 * @param from its first line, counted from 0
 * @param to behind its last line
 */
record Method(String type, String name, int from, int to) {}
