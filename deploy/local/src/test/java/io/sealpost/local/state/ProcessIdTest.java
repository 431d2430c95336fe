package io.sealpost.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProcessIdTest {
    @Test
    void aPidThatIsUsedAgainIsAnotherProcess() {
        ProcessId self = ProcessId.current();

        assertThat(self.isRunning()).isTrue();
        assertThat(new ProcessId(self.pid(), self.start() + "0").isRunning()).isFalse();
    }

    @Test
    void theSamePidAndTicksOfAnotherBootAreAnotherProcess() {
        ProcessId self = ProcessId.current();
        String ticks = self.start().substring(self.start().indexOf('/'));

        assertThat(new ProcessId(self.pid(), "00000000-0000-0000-0000-000000000000" + ticks).isRunning())
                .isFalse();
    }

    @Test
    void aProcessThatHasEndedRunsNoMore() throws IOException, InterruptedException {
        Process process = new ProcessBuilder("sleep", "60").start();
        ProcessId id = ProcessId.of(process.pid());
        process.destroyForcibly().waitFor();

        assertThat(id.isRunning()).isFalse();
    }

    @Test
    void whatIsOfNoProcessNeverRuns() {
        ProcessId none = ProcessId.of(Integer.MAX_VALUE);

        assertThat(none.isRunning()).isFalse();
    }
}
