package io.heatlens.helm;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Job that explains a volume.
 */
class BatchTests {

	private static JobSpec job(String option) {
		return Chart.render(option).only(Job.class).getSpec();
	}

	@Test
	void everyShardOfTheVolumeIsExplainedOnce() {
		JobSpec job = job("batch");
		assertThat(job.getCompletionMode()).isEqualTo("Indexed");
		assertThat(job.getCompletions()).isEqualTo(64);
		assertThat(job.getParallelism()).isEqualTo(16);
		assertThat(job.getTemplate().getSpec().getContainers().get(0).getArgs()).containsExactly("explain",
				"--input=/input", "--output=/output", "--shard=$(JOB_COMPLETION_INDEX)/64", "--method=grad-cam",
				"--top=1");
	}

	@Test
	void failedShardIsRetriedAloneAndNeverTwiceAtOnce() {
		JobSpec job = job("batch");
		assertThat(job.getBackoffLimitPerIndex()).isEqualTo(3);
		assertThat(job.getBackoffLimit()).isNull();
		assertThat(job.getPodReplacementPolicy()).isEqualTo("Failed");
		// Kubernetes takes backoffLimitPerIndex and podFailurePolicy only with this
		assertThat(job.getTemplate().getSpec().getRestartPolicy()).isEqualTo("Never");
		assertThat(job.getPodFailurePolicy().getRules()).singleElement().satisfies((rule) -> {
			assertThat(rule.getAction()).isEqualTo("Ignore");
			assertThat(rule.getOnPodConditions()).singleElement()
				.satisfies((condition) -> assertThat(condition.getType()).isEqualTo("DisruptionTarget"));
		});
	}

	@Test
	void inputIsReadOnlyAndOutputWritable() {
		Container container = job("batch").getTemplate().getSpec().getContainers().get(0);
		assertThat(container.getVolumeMounts()).filteredOn((mount) -> mount.getMountPath().equals("/input"))
			.singleElement()
			.satisfies((mount) -> assertThat(mount.getReadOnly()).isTrue());
		assertThat(container.getVolumeMounts()).filteredOn((mount) -> mount.getMountPath().equals("/output"))
			.singleElement()
			.satisfies((mount) -> {
				assertThat(mount.getReadOnly()).isNull();
				assertThat(mount.getSubPath()).isEqualTo("first-run");
			});
	}

	@Test
	void bucketsAreMountedByTheirCsiDriver() {
		assertThat(job("batch-bucket").getTemplate().getSpec().getVolumes())
			.filteredOn((volume) -> volume.getCsi() != null)
			.extracting((volume) -> volume.getName() + " " + volume.getCsi().getVolumeAttributes().get("bucketName"))
			.containsExactly("input photos", "output maps");
		assertThat(job("batch-bucket").getTemplate().getMetadata().getAnnotations())
			.containsEntry("gke-gcsfuse/volumes", "true");
	}

	@Test
	void jobHasNoServiceAndAllowsNoIncomingTraffic() {
		Rendering rendering = Chart.render("batch");
		assertThat(rendering.all(Deployment.class)).isEmpty();
		assertThat(rendering.all(Service.class)).isEmpty();
		assertThat(rendering.only(NetworkPolicy.class).getSpec().getIngress()).isEmpty();
		assertThat(rendering.only(NetworkPolicy.class).getSpec().getPolicyTypes()).contains("Ingress");
	}

}
