//! What was measured: a table and figures for people, or one document for programs.

use crate::arguments::Arguments;
use crate::loading::Data;
use crate::measures::{NAMES, Row};

/// Prints the rows.
pub(crate) fn print(data: &Data, arguments: &Arguments, rows: &[Row]) {
    if arguments.json { document(data, arguments, rows) } else { table(data, arguments, rows) }
}

fn table(data: &Data, arguments: &Arguments, rows: &[Row]) {
    let edges: usize = data.trust.iter().map(Vec::len).sum();
    println!(
        "{} persons, {} products, {} praises, {edges} edges; {}, {} splits, mode {}, {} roots",
        data.persons,
        data.products,
        data.praise.len(),
        arguments.protocol_name,
        arguments.seeds,
        arguments.mode_name,
        arguments.roots,
    );
    println!("{:<12} {:>12} {:>12} {:>12} {:>12} {:>12}", "", NAMES[0], NAMES[1], NAMES[2], NAMES[3], NAMES[4]);
    for Row { method, values } in rows {
        let [ndcg, recall, hit, mrr, coverage] = values;
        println!("{method:<12} {ndcg:>12.4} {recall:>12.4} {hit:>12.4} {mrr:>12.4} {coverage:>12.4}");
    }
    for Row { method, values } in rows {
        println!("figure evaluate.{method}.{} {:.6} share", NAMES[0], values[0]);
    }
}

fn document(data: &Data, arguments: &Arguments, rows: &[Row]) {
    let row = |row: &Row| {
        let mut one = serde_json::json!({"method": row.method});
        for (name, value) in NAMES.iter().zip(row.values) {
            one[*name] = serde_json::json!(value);
        }
        one
    };
    let figure = |row: &Row| {
        let name = format!("evaluate.{}.{}", row.method, NAMES[0]);
        serde_json::json!({"name": name, "value": row.values[0], "unit": "share"})
    };
    let document = serde_json::json!({"v": 1, "data": {
        "rows": rows.iter().map(row).collect::<Vec<_>>(),
        "figures": rows.iter().map(figure).collect::<Vec<_>>(),
        "persons": data.persons,
        "products": data.products,
        "praises": data.praise.len(),
        "edges": data.trust.iter().map(Vec::len).sum::<usize>(),
        "protocol": arguments.protocol_name,
        "seeds": arguments.seeds,
        "mode": arguments.mode_name,
        "roots": arguments.roots,
    }, "warnings": []});
    println!("{document}");
}
