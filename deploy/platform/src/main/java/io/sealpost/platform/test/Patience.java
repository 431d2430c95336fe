package io.sealpost.platform.test;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * How long tests wait for a condition unless they say otherwise: 30 s, since a test that passes waits no longer than it
 * must, and a loaded machine is no reason to fail. JUnit finds it by itself.
 */
public final class Patience implements LauncherSessionListener {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONGEST);
    }
}
