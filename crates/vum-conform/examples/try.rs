fn main() {
    let args: Vec<String> = std::env::args().collect();
    let model = vum_model::Standard::embedded().resolve().model.unwrap();
    let scope = vum_conform::Scope::new(&model, &args[1], &args[2], &args[3]).unwrap();
    let ran = vum_conform::run(&scope, &vum_conform::Order {
        product: vum_conform::Product { name: "p".into(), version: "0.1.0".into(), digest: None },
        command: args[4..].to_vec(),
        bounds: vum_conform::Bounds { request: std::time::Duration::from_secs(3), ..Default::default() },
        on: (2026, 6, 1),
        tool: vum_conform::Tool { name: "own".into(), version: "1".into() },
    }).unwrap();
    let r = ran.report;
    println!("{:?} {:?}", r.outcome, r.counts);
    for c in r.cases() {
        if c.outcome != vum_conform::CaseOutcome::Passed {
            println!("{} {:?} {:?}", c.id, c.outcome, c.reason.as_ref().map(|r| &r.en));
            for f in &c.findings { println!("   {} {} {:?} {} {:?}", f.rule, f.pointer, f.subject, f.text.en, f.attribute); }
        }
    }
    eprintln!("{}", String::from_utf8_lossy(&ran.log));
}
