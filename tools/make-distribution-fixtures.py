"""Writes tests/fixtures/distribution-reference.json: what numpy says about the numbers of src/core/distribution.ts.

    /tmp/fixtures/bin/python tools/make-distribution-fixtures.py

in the environment that make-core-fixtures.py describes, which also says how the logits are formed. Made with numpy 2.4.6.

Everything is sorted, summed and cut over the whole vocabulary in float64, straight from the definitions. Only the
penalised logits are rounded to float32, as the code keeps them, so that both sides reckon with the same numbers.
Every cut is checked to lie clear of its boundary.
"""

import importlib.util
import json
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / 'tests' / 'fixtures' / 'distribution-reference.json'
spec = importlib.util.spec_from_file_location('core_fixtures', HERE / 'make-core-fixtures.py')
core = importlib.util.module_from_spec(spec)
spec.loader.exec_module(core)

SEGMENTS = 4


def derive(logits, text, changes, ids):
    settings = {**core.NEUTRAL, **changes}
    size = logits.size
    penalty, temperature = settings['repetitionPenalty'], settings['temperature']
    x = logits.copy()
    for i in set(text):
        x[i] = np.float32(x[i] / penalty if x[i] > 0 else x[i] * penalty)
    base = logits - core.log_sum_exp(logits)
    base_order = core.descending(logits)
    order = core.descending(x)
    place = np.empty(size, dtype=int)
    place[order] = np.arange(size)
    base_place = np.empty(size, dtype=int)
    base_place[base_order] = np.arange(size)

    kept_by = {}
    if temperature == 0:
        scaled = np.full(size, -np.inf)
        scaled[order[0]] = 0
        kept = 1
        normaliser = None
    else:
        normaliser = float(core.log_sum_exp(x / temperature))
        scaled = x / temperature - normaliser
        p = np.exp(scaled[order])
        cumulative = np.cumsum(p)
        if 0 < settings['topK'] < size:
            kept_by['topK'] = settings['topK']
        if settings['topP'] < 1:
            kept_by['topP'] = int(np.searchsorted(cumulative, settings['topP'], side='left')) + 1
            assert np.abs(cumulative - settings['topP']).min() > 1e-10
        if settings['minP'] > 0:
            kept_by['minP'] = int(np.sum(p >= settings['minP'] * p[0]))
            assert np.abs(p / p[0] / settings['minP'] - 1).min() > 1e-9
        kept = max(1, min([size, *kept_by.values()]))
    mass = float(np.sum(np.exp(scaled[order[:kept]]))) if kept < size else 1.0
    final = np.full(size, -np.inf)
    final[order[:kept]] = scaled[order[:kept]] - np.log(mass)
    bounds = np.cumsum(np.exp(final[order]))
    return {
        'settings': settings,
        'text': text,
        'keptBy': kept_by,
        'keptCount': kept,
        'keptMass': mass,
        'scaledNormaliser': normaliser,
        'finalEntropyBits': core.entropy_bits(final),
        # The ends of the first parts of the cumulative bar that have a width beside 1 in float64.
        'segments': [
            {'tokenId': int(order[i]), 'to': float(bounds[i])} for i in range(min(SEGMENTS, kept)) if final[order[i]] > -30
        ],
        'candidates': [
            {
                'tokenId': i,
                'logit': core.number(logits[i]),
                'penalizedLogit': core.number(x[i]),
                'logProbability': core.number(base[i]),
                'rank': int(base_place[i]) + 1,
                'scaledLog': core.number(scaled[i]),
                'kept': bool(place[i] < kept),
                'cutBy': [name for name in ['topK', 'topP', 'minP'] if name in kept_by and place[i] >= kept_by[name]],
                'finalLogProbability': core.number(final[i]),
                'tailMass': float(np.sum(np.exp(base[base_order[base_place[i] + 1 :]]))),
            }
            for i in ids
        ],
    }


def make_case(name, formula, runs, ids):
    logits = core.make_logits(**formula)
    base = logits - core.log_sum_exp(logits)
    return {
        'name': name,
        'formula': formula,
        'normaliser': float(core.log_sum_exp(logits)),
        'entropyBits': core.entropy_bits(base),
        'top': [int(i) for i in core.descending(logits)[:10]],
        'runs': [derive(logits, text, changes, ids) for text, changes in runs],
    }


def make_cases():
    runs = [
        ([], {}),
        ([], {'temperature': 0}),
        ([], {'temperature': 0.7}),
        ([], {'temperature': 1.6}),
        ([], {'topK': 5}),
        ([], {'topP': 0.9}),
        ([], {'minP': 0.03}),
        ([], {'temperature': 0.8, 'topK': 6, 'topP': 0.97, 'minP': 0.011}),
    ]

    def penalised(*ids):
        text = [*ids, 1, 3, ids[0]]
        return [
            (text, {'repetitionPenalty': 1.3}),
            (text, {'temperature': 0, 'repetitionPenalty': 1.7}),
            (text, {'temperature': 0.9, 'topK': 40, 'topP': 0.83, 'minP': 0.02, 'repetitionPenalty': 1.3}),
        ]

    peaked = {
        'size': 4096, 'seed': 2025, 'bits': 16, 'scale': 13,
        'set': [[28, 15.5], [260, 14.75], [253, 13.25], [4095, 12.0], [0, 11.5], [1700, 9.0], [77, None]],
    }  # fmt: skip
    # A floor 27 below the best: each of its tokens has a probability near 1e-12.
    tiny = {'size': 5000, 'seed': 3, 'bits': 4, 'scale': 4, 'offset': -27.625, 'set': [[37, 0], [38, -0.5]]}
    ties = {'size': 4100, 'seed': 11, 'bits': 3, 'scale': 1}
    impossible = {'size': 40, 'seed': 5, 'bits': 8, 'scale': 5, 'set': [[i, None] for i in range(0, 40, 3)]}
    return [
        make_case('4,096 tokens with a few likely', peaked, runs + penalised(28, 253), [0, 1, 28, 77, 253, 260, 1700, 2500, 4095]),
        make_case('probabilities near 1e-12', tiny, runs + penalised(37, 38), [0, 1, 37, 38, 4999]),
        make_case('ties', ties, runs, [0, 1, 2, 3, 500, 4098, 4099]),
        make_case('impossible tokens', impossible, runs + penalised(4, 38), [0, 1, 2, 3, 4, 38]),
    ]


if __name__ == '__main__':
    text = json.dumps({'cases': make_cases()}, allow_nan=False, separators=(',', ':'))
    text = text.replace('{"name"', '\n{"name"').replace('{"settings"', '\n {"settings"')
    TARGET.write_text(text + '\n')
    print(f'{TARGET.name}: {len(text):,} characters')
