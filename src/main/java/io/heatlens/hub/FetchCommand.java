package io.heatlens.hub;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * Fetches the configured models into the store and ends, without serving:
 * {@code java -jar heatlens.jar fetch}. The command takes the same properties as the
 * service. It has no stereotype annotation, so that the component scan of the service
 * does not find it.
 */
@EnableConfigurationProperties({ ModelProperties.class, FetchProperties.class })
@Import(ModelSources.class)
public class FetchCommand implements ApplicationRunner {

	private final ModelSources sources;

	FetchCommand(ModelSources sources) {
		this.sources = sources;
	}

	/**
	 * Runs the command. A failure is reported and ends the process with status 1.
	 * @param args the properties, in the form that the service takes
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(FetchCommand.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args).close();
	}

	@Override
	public void run(ApplicationArguments args) {
		if (this.sources.names().isEmpty()) {
			throw new SourceException("There is nothing to fetch. Set heatlens.models.sources.NAME to a source.");
		}
		this.sources.fetch();
	}

}
