;; NotResource
;;
;; The complement of the union of the patterns, over the resources of every service
;; (IAM/reference_policies_elements_notresource). A variable without value makes its pattern match nothing, so
;; that NotResource then matches (derived from the rule for Resource).
;;
;; Encoded as the negation of what Resource emits. Exact under negation too: each pattern is a formula that is
;; true iff the text matches, with no quantifier and no auxiliary choice that a negation could turn round.

(set-logic ALL)

;; policy outside
;;   {"NotResource": ["arn:aws:s3:::example-bucket", "arn:aws:s3:::example-bucket/*"]}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (not (or (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (= |resource segment 6| "example-bucket")) (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/") re.all))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of outside
;;   {"resource": "arn:aws:s3:::example-bucket"} => false
;;   {"resource": "arn:aws:s3:::example-bucket/key"} => false
;;   {"resource": "arn:aws:s3:::example-bucket2/key"} => true
;;   {"resource": "arn:aws:iam::111122223333:role/app"} => true
;;   {"resource": "*"} => true

;; policy inside
;;   {"Resource": ["arn:aws:s3:::example-bucket", "arn:aws:s3:::example-bucket/*"]}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (or (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (= |resource segment 6| "example-bucket")) (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "example-bucket/") re.all)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; law apart: inside and outside, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law together-everything: not (inside or outside), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)

;; policy outside-home
;;   {"NotResource": "arn:aws:s3:::home/${aws:username}/*"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (not (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (str.prefixof (str.++ "home/" |aws:username| "/") |resource segment 6|) (<= (+ 6 (str.len |aws:username|)) (str.len |resource segment 6|))))))
(set-info :status sat)
(check-sat)
(pop 1)

;; rows of outside-home
;;   {"resource": "arn:aws:s3:::home/ana/notes", "context": {"aws:username": ["ana"]}} => false
;;   {"resource": "arn:aws:s3:::home/bo/notes", "context": {"aws:username": ["ana"]}} => true
;;   {"resource": "arn:aws:s3:::home/ana", "context": {"aws:username": ["ana"]}} => true
;;   {"resource": "arn:aws:s3:::home//notes", "context": {"aws:username": [""]}} => false
;;   {"resource": "arn:aws:s3:::home/ana/notes", "context": {}} => true

;; policy home
;;   {"Resource": "arn:aws:s3:::home/${aws:username}/*"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (str.prefixof (str.++ "home/" |aws:username| "/") |resource segment 6|) (<= (+ 6 (str.len |aws:username|)) (str.len |resource segment 6|)))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy all-homes
;;   {"Resource": "arn:aws:s3:::home/*/*"}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(assert (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "home/") re.all (str.to_re "/") re.all))))
(set-info :status sat)
(check-sat)
(pop 1)

;; policy nameless
;;   {"Resource": "arn:aws:s3:::home/*", "Condition": {"Null": {"aws:username": "true"}}}
;; emits
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username present| Bool)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "home/") re.all))) (not |aws:username present|)))
(set-info :status sat)
(check-sat)
(pop 1)

;; law complement-with-a-variable: not (home or outside-home), expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
;; law without-a-name-all-is-outside: nameless and not outside-home, expect unsat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username present| Bool)
(declare-const |aws:username| String)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "home/") re.all))) (not |aws:username present|) (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (str.prefixof (str.++ "home/" |aws:username| "/") |resource segment 6|) (<= (+ 6 (str.len |aws:username|)) (str.len |resource segment 6|))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-home-is-a-home: home and not all-homes, expect unsat
(push 1)
(declare-const |resource is arn| Bool)
(declare-const |resource segment 1| String)
(declare-const |resource segment 2| String)
(declare-const |resource segment 3| String)
(declare-const |resource segment 4| String)
(declare-const |resource segment 5| String)
(declare-const |resource segment 6| String)
(declare-const |aws:username| String)
(declare-const |aws:username present| Bool)
(assert (and (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (and |aws:username present| (str.prefixof (str.++ "home/" |aws:username| "/") |resource segment 6|) (<= (+ 6 (str.len |aws:username|)) (str.len |resource segment 6|)))) (not (and |resource is arn| (= |resource segment 1| "arn") (= |resource segment 2| "aws") (= |resource segment 3| "s3") (= |resource segment 4| "") (= |resource segment 5| "") (str.in_re |resource segment 6| (re.++ (str.to_re "home/") re.all (str.to_re "/") re.all))))))
(set-info :status unsat)
(check-sat)
(pop 1)
;; law a-name-can-hold-a-slash: home and outside-home, expect unsat
(push 1)
(assert false)
(set-info :status unsat)
(check-sat)
(pop 1)
