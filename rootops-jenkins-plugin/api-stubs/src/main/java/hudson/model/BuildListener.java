package hudson.model;

public interface BuildListener {}
