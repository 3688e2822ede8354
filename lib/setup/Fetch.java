import org.dflib.jjava.shaded.eu.maveniverse.maven.mima.context.Context;
import org.dflib.jjava.shaded.eu.maveniverse.maven.mima.context.ContextOverrides;
import org.dflib.jjava.shaded.eu.maveniverse.maven.mima.context.Runtimes;
import org.dflib.jjava.shaded.org.eclipse.aether.artifact.DefaultArtifact;
import org.dflib.jjava.shaded.org.eclipse.aether.resolution.ArtifactRequest;

/**
 * Fetches one file of a Maven repository without Maven: {@code java -cp jjava.jar Fetch.java GROUP:NAME:KIND:CLASSIFIER:VERSION}.
 * The kernel carries Maven's resolver for its magic {@code %maven}; it knows the repository, reads ~/.m2/settings.xml and keeps
 * what it fetches in ~/.m2/repository, as Maven does. Prints where the file lies.
 */
class Fetch {

    public static void main(String[] arguments) throws Exception {
        try (Context context = Runtimes.INSTANCE.getRuntime().create(ContextOverrides.create().withUserSettings(true).build())) {
            ArtifactRequest request = new ArtifactRequest(new DefaultArtifact(arguments[0]), context.remoteRepositories(), null);
            System.out.println(context.repositorySystem().resolveArtifact(context.repositorySystemSession(), request).getArtifact().getFile());
        }
    }
}
