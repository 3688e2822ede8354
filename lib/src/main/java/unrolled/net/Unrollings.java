package unrolled.net;

import java.lang.ref.SoftReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The layouts of a network's layers over time, one for each number of sequences. All but the last may be dropped when memory is short. */
final class Unrollings {
    private final List<Layer> layers;
    private final Map<Integer, SoftReference<Unrolling>> all = new HashMap<>();
    private Unrolling last;

    Unrollings(List<Layer> layers) {
        this.layers = layers;
    }

    /** The layout for B = {@code batch}, grown to this number of time steps. */
    Unrolling of(int steps, int batch) {
        if (last == null || !last.fits(steps, batch)) last = known(steps, batch);
        last.growTo(steps);
        return last;
    }

    private Unrolling known(int steps, int batch) {
        last = null;
        SoftReference<Unrolling> kept = all.get(batch);
        Unrolling known = kept == null ? null : kept.get();
        if (known != null && known.fits(steps, batch)) return known;
        known = null;
        all.remove(batch);
        Unrolling made = new Unrolling(layers, steps, batch);
        all.put(batch, new SoftReference<>(made));
        return made;
    }
}
