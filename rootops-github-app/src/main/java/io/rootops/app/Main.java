package io.rootops.app;

/** The main class: all wiring happens here. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("RootOps");
    }
}
